from nominations.models.answers import Answer, AnswerRevision, Attachment, Upload
from nominations.models.forms import Form, Option, Question, Section
from nominations.models.nominations import Collaborator, Extension, Nomination
from nominations.models.saved import SavedFilter
from nominations.models.submissions import Figure, Submission, SubmissionAnswer, SubmissionAttachment

__all__ = [
    "Answer",
    "AnswerRevision",
    "Attachment",
    "Collaborator",
    "Extension",
    "Figure",
    "Form",
    "Nomination",
    "Option",
    "Question",
    "SavedFilter",
    "Section",
    "Submission",
    "SubmissionAnswer",
    "SubmissionAttachment",
    "Upload",
]

from nominations.actions.answers import Conflict, Save, Saved, save_answer, save_answers, values_of
from nominations.actions.attachments import (
    discard_stale_uploads,
    finish_upload,
    receive_chunk,
    remove_attachment,
    scan_waiting,
    start_upload,
    upload_file,
)
from nominations.actions.clock import close_drafts, close_unanswered, send_closing_reminders
from nominations.actions.collaborators import add_collaborator, invite_collaborator, remove_collaborator
from nominations.actions.leaving import erase_answers, erase_answers_everywhere, withdraw_nomination
from nominations.actions.looking import look_at
from nominations.actions.nominating import (
    Nominee,
    decline_by_link,
    nominate_companies,
    remind_nominee,
    remind_nominees,
    take_back_nomination,
    take_up_nomination,
)
from nominations.actions.screening import (
    grant_extension,
    merge_nominations,
    reopen_screening,
    request_information,
    screen_eligible,
    screen_ineligible,
)
from nominations.actions.start import (
    accept_nomination,
    answer_eligibility,
    decline_nomination,
    own_organisations,
    start_nomination,
)
from nominations.actions.submit import submit_nomination
from nominations.freezing import verify_submission

__all__ = [
    "Conflict",
    "Nominee",
    "Save",
    "Saved",
    "accept_nomination",
    "add_collaborator",
    "answer_eligibility",
    "close_drafts",
    "close_unanswered",
    "decline_by_link",
    "decline_nomination",
    "discard_stale_uploads",
    "erase_answers",
    "erase_answers_everywhere",
    "finish_upload",
    "grant_extension",
    "invite_collaborator",
    "look_at",
    "merge_nominations",
    "nominate_companies",
    "own_organisations",
    "receive_chunk",
    "remind_nominee",
    "remind_nominees",
    "remove_attachment",
    "remove_collaborator",
    "reopen_screening",
    "request_information",
    "save_answer",
    "save_answers",
    "scan_waiting",
    "screen_eligible",
    "screen_ineligible",
    "send_closing_reminders",
    "start_nomination",
    "start_upload",
    "submit_nomination",
    "take_back_nomination",
    "take_up_nomination",
    "upload_file",
    "values_of",
    "verify_submission",
    "withdraw_nomination",
]

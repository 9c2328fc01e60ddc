from network.models.enquiries import AbuseReport, Enquiry, EnquiryBlock, EnquiryRecipient
from network.models.industry import ApproachConsent, JuryOffer, Partner, ProblemReply, ProblemStatement
from network.models.lessons import TopicLesson
from network.models.profiles import CapabilityProfile, Claim, Equipment, ProfilePicture

__all__ = [
    "AbuseReport",
    "ApproachConsent",
    "CapabilityProfile",
    "Claim",
    "Enquiry",
    "EnquiryBlock",
    "EnquiryRecipient",
    "Equipment",
    "JuryOffer",
    "Partner",
    "ProblemReply",
    "ProblemStatement",
    "ProfilePicture",
    "TopicLesson",
]

from prizes.actions.copying import copy_edition
from prizes.actions.editions import create_edition, delete_edition, edit_edition
from prizes.actions.requests import (
    answer_service_request,
    decline_by_bare_link,
    decline_service_request,
    look_at_service_request,
    remind_of_service_request,
    remind_of_waiting_requests,
    send_service_request,
    withdraw_service_request,
)
from prizes.actions.services import (
    ask_provider,
    ask_providers_who_are_due,
    confirm_service,
    move_links,
    remark_on_service,
    settle_remark,
)
from prizes.actions.starting import create_prize, create_starter_edition
from prizes.actions.terms import create_term, delete_term, edit_term, merge_terms

__all__ = [
    "answer_service_request",
    "ask_provider",
    "ask_providers_who_are_due",
    "confirm_service",
    "copy_edition",
    "create_edition",
    "create_prize",
    "create_starter_edition",
    "decline_by_bare_link",
    "decline_service_request",
    "create_term",
    "delete_edition",
    "delete_term",
    "edit_edition",
    "look_at_service_request",
    "move_links",
    "remark_on_service",
    "remind_of_service_request",
    "remind_of_waiting_requests",
    "send_service_request",
    "settle_remark",
    "withdraw_service_request",
    "edit_term",
    "merge_terms",
]

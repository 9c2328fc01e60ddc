"""Every consequential act stands in the record: what the acts of the house write and what they record, read from the source."""

import ast

import pytest

from tests.proof.code import House, method_calls

house = House()
RECORDER = "audit.record.record_event"
WRITES = {"save", "create", "bulk_create", "bulk_update", "update_or_create", "get_or_create", "delete", "update"}
NOT_EVENTS = {
    "home.actions.approving.publish_ready_stories": "the clock; the company's word and the editor's are the events",
    "home.actions.contact.write_to_office": "a visitor's message, kept in the outbox alone",
    "judging.actions.assigning.note_opened": "a reading time, kept on the assignment",
    "judging.actions.computing.ask_for_figures": "derived from the marks; each look at them is the event",
    "judging.actions.computing.ask_for_stale_figures": "the clock",
    "judging.actions.computing.compute_figures": "derived from the marks",
    "judging.actions.marks.save_mark": "autosave never waits for the chain; its revisions keep the history",
    "judging.actions.marks.save_remark": "autosave",
    "judging.actions.marks.save_sheet": "autosave of a whole page",
    "judging.actions.reminders.remind_unfinished": "the clock; the outbox says who was reminded",
    "judging.actions.rounds.tell_newer_submission": "the submission is the event, this tells of it",
    "judging.actions.telling.tell_outcomes": "the clock; release and announcement are the events, the outbox says who heard",
    "network.actions.topics.compute_lessons": "derived from what was submitted, marked and announced",
    "nominations.actions.answers.save_answer": "autosave",
    "nominations.actions.answers.save_answers": "autosave of a whole section",
    "nominations.actions.attachments.discard_stale_uploads": "pieces of a file that nobody finished",
    "nominations.actions.attachments.receive_chunk": "a piece of a file",
    "nominations.actions.attachments.remove_attachment": "off the draft; a submission keeps it",
    "nominations.actions.attachments.start_upload": "the begin of a file",
    "nominations.actions.clock.send_closing_reminders": "the clock; the outbox says who was reminded",
}


def writes(dotted):
    return any(method_calls(house.function(name)[1], WRITES) for name in house.reached_from(dotted) if name != RECORDER)


def test_the_acts_are_found():
    assert len(house.actions()) > 80
    assert RECORDER in house.reached_from("nominations.actions.submit.submit_nomination")


@pytest.mark.parametrize("act", [act for act in house.actions() if act not in NOT_EVENTS and writes(act)])
def test_act_that_writes_records_an_event(act):
    assert RECORDER in house.reached_from(act), f"{act} writes and records nothing."


@pytest.mark.parametrize("act", NOT_EVENTS)
def test_exception_still_records_nothing(act):
    assert RECORDER not in house.reached_from(act)


def test_event_comes_after_what_it_tells_of():
    """One chain, one lock: whoever holds it has nothing left to write."""
    functions = {
        f"{name}.{key}": node for name, module in house.modules.items() for key, node in module.definitions.items()
    }

    assert [name for name, function in functions.items() if writes_after_recording(function)] == []


def writes_after_recording(function):
    recorded = [statement.lineno for statement in function.body if records(statement)]
    return recorded and any(call.lineno > max(recorded) for call in method_calls(function, WRITES))


def records(statement):
    """A plain `record_event(...)` on the way through, not one in a branch that returns."""
    call = getattr(statement, "value", None)
    return isinstance(call, ast.Call) and getattr(call.func, "id", "") == "record_event"

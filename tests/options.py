"""Two options of the whole run.

--no-skips: where everything must be there, a test that was skipped has failed.
--only-database: on a second database, what asks none, or is marked any_database, would only say the same again.
"""

import pytest

ASKS = {"db", "transactional_db", "live_server"}


def pytest_addoption(parser):
    parser.addoption(
        "--no-skips", action="store_true", help="A test that is skipped has failed: everything must be there."
    )
    parser.addoption("--only-database", action="store_true", help="Leave out what would say the same on any database.")


def pytest_collection_modifyitems(config, items):
    if not config.getoption("--only-database"):
        return
    left_out = [item for item in items if not asks_database(item)]
    config.hook.pytest_deselected(items=left_out)
    items[:] = [item for item in items if asks_database(item)]


def asks_database(item):
    if item.get_closest_marker("any_database"):
        return False
    return item.get_closest_marker("django_db") is not None or bool(ASKS & set(item.fixturenames))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
    return _refuse_skip((yield), item.config)


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report(collector):
    return _refuse_skip((yield), collector.config)


def _refuse_skip(report, config):
    if report.skipped and not hasattr(report, "wasxfail") and config.getoption("--no-skips"):
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
        report.outcome = "failed"
        report.longrepr = f"No skip is allowed here. {reason}"
    return report

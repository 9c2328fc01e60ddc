"""--no-skips: where everything must be there, a test that was skipped has failed."""

import pytest


def pytest_addoption(parser):
    parser.addoption(
        "--no-skips", action="store_true", help="A test that is skipped has failed: everything must be there."
    )


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

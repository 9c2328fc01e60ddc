"""What anybody sees, before and after."""

from playwright.sync_api import expect

from tests.browser.road import stage


def nobody_is_told(stranger):
    """Neither search nor showcase nor sitemap."""
    page = stranger.go("/search/?q=Quillfeather")
    expect(page.locator("main")).not_to_contain_text(stage.TITLE)
    expect(page.get_by_role("link", name=stage.COMPANY)).to_have_count(0)
    expect(stranger.go("/winners/").locator("main")).not_to_contain_text(stage.COMPANY)
    assert "award-" not in stranger.page.request.get(stranger.home + "/sitemap.xml").text()


def find_the_winner(stranger):
    page = stranger.go("/")
    stranger.follow("Search")
    page.get_by_label("Words to look for").fill("sand molds")
    stranger.press("Search")
    stranger.look("search")
    page.locator("main").get_by_role("link", name=stage.COMPANY).first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(stage.COMPANY)
    expect(page.locator("main")).to_contain_text("A foundry that prints what nobody stocks.")
    stranger.look("winner")

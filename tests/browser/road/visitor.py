"""One person on the road, at a browser of their own."""

from tests.browser.road import stage


class Visitor:
    """`looked_at`: the kinds of page that axe has seen on this road; they are shared by all visitors."""

    def __init__(self, context, home, looked_at, who=None):
        self.context, self.home, self.looked_at, self.who = context, home, looked_at, who
        self.context.set_default_timeout(15_000)
        self.page = self.context.new_page()
        self.errors = []
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))

    def go(self, path):
        """To a page of the house, past the sign-in page where the house asks who it is."""
        response = self.page.goto(self.home + path)
        assert response.status == 200, (path, response.status)
        if self.who and "/account/login/" in self.page.url:
            self.sign_in()
        return self.page

    def press(self, name):
        self.page.get_by_role("button", name=name).first.click()

    def follow(self, name):
        self.page.get_by_role("link", name=name).first.click()

    def choose(self, row, act):
        """An act from the menu of a row in a list of the back office."""
        found = self.page.get_by_role("row").filter(has_text=row)
        found.get_by_role("button").first.click()
        found.get_by_role("link", name=act).click()

    def look(self, name):
        """In both schemes, wide and narrow; one page of a kind stands for all of them."""
        if name not in self.looked_at:
            self.looked_at.add(name)
            assert stage.complaints(self.page) == []

    def sign_in(self):
        """Through the sign-in page, with the code of their app where their role asks for one."""
        self.page.fill("input[name=login]", self.who.email)
        self.page.fill("input[name=password]", stage.PASSWORD)
        self.page.press("input[name=password]", "Enter")
        if self.who.authenticator_set.exists():
            self.page.fill("input[name=code]", stage.code_of(self.who))
            self.page.press("input[name=code]", "Enter")
        self.page.wait_for_url(lambda url: "/account/" not in url)

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from showcase.models.blocks import LONGEST_TEXT, PLAIN, ContactBlock, StoryBody, TextBlock


class LinkBlock(blocks.StructBlock):
    title = blocks.CharBlock(max_length=80)
    text = blocks.CharBlock(max_length=240, required=False)
    page = blocks.PageChooserBlock()

    class Meta:
        icon = "link"


class FaqBlock(blocks.StructBlock):
    question = blocks.CharBlock(max_length=200)
    answer = blocks.RichTextBlock(features=[*PLAIN, "ul", "ol"], max_length=2000)

    class Meta:
        icon = "help"
        template = "home/blocks/faq.html"
        description = _("A question that unfolds to its answer. Use several in a row.")
        preview_value = {
            "question": _("What does it cost to enter?"),
            "answer": "<p>Nothing but your time. Most entrants need three evenings.</p>",
        }


class LinksBlock(blocks.ListBlock):
    class Meta:
        icon = "link"
        template = "home/blocks/links.html"
        description = _("Cards that lead to other pages of this site.")


class PageBody(StoryBody):
    links = LinksBlock(LinkBlock(), min_num=1, max_num=12)
    faq = FaqBlock()
    contact = ContactBlock()


class FactBlock(blocks.StructBlock):
    """One figure that anybody may quote, with where it comes from."""

    figure = blocks.CharBlock(max_length=40, help_text=_("As it is quoted: “7,000”, “two thirds”, “$11.4 billion”."))
    statement = blocks.CharBlock(max_length=240, help_text=_("A whole sentence that contains the figure."))
    source = blocks.CharBlock(max_length=200, help_text=_("Who published it, where and when."))
    source_address = blocks.URLBlock(required=False)
    year = blocks.IntegerBlock(
        min_value=1900, max_value=2200, help_text=_("The year of the figure, or of the source that gives it.")
    )

    class Meta:
        icon = "pick"


class FactGroupBlock(blocks.StructBlock):
    heading = blocks.CharBlock(max_length=120)
    facts = blocks.ListBlock(FactBlock(), min_num=1, max_num=24)

    class Meta:
        icon = "list-ul"
        template = "home/blocks/facts.html"
        description = _("Figures under one heading, each with its sentence, year and source.")
        preview_value = {
            "heading": _("How large it is"),
            "facts": [
                {
                    "figure": "7,000",
                    "statement": _("There are about 7,000 shops in the state."),
                    "source": _("The office of statistics"),
                    "year": 2025,
                }
            ],
        }


class FactsBody(blocks.StreamBlock):
    group = FactGroupBlock()
    text = TextBlock(features=[*PLAIN, "ol", "ul"], max_length=LONGEST_TEXT)

    class Meta:
        max_num = 30


class FooterBlock(blocks.StructBlock):
    """A link in the footer of every page."""

    page = blocks.PageChooserBlock()
    label = blocks.CharBlock(max_length=40, required=False, help_text=_("Empty: the page's own title."))

    class Meta:
        icon = "link"


class FooterLinks(blocks.StreamBlock):
    link = FooterBlock()

    class Meta:
        max_num = 10


class Contacts(blocks.StreamBlock):
    contact = ContactBlock()

    class Meta:
        max_num = 4

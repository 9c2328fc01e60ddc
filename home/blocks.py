from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from showcase.models.blocks import PLAIN, ContactBlock, StoryBody


class LinkBlock(blocks.StructBlock):
    title = blocks.CharBlock(max_length=80)
    text = blocks.CharBlock(max_length=240, required=False)
    page = blocks.PageChooserBlock()

    class Meta:
        icon = "link"


class FaqBlock(blocks.StructBlock):
    question = blocks.CharBlock(max_length=200)
    answer = blocks.RichTextBlock(features=[*PLAIN, "ul", "ol"])

    class Meta:
        icon = "help"
        template = "home/blocks/faq.html"


class PageBody(StoryBody):
    links = blocks.ListBlock(LinkBlock(), icon="link", template="home/blocks/links.html")
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


class FactsBody(blocks.StreamBlock):
    group = FactGroupBlock()
    text = blocks.RichTextBlock(features=[*PLAIN, "ol", "ul"], icon="pilcrow")


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

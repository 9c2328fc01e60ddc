from wagtail import blocks

from showcase.models.blocks import PLAIN, StoryBody


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

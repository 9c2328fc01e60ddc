from wagtail import blocks
from wagtail.images.blocks import ImageChooserBlock

PLAIN = ["bold", "italic", "link"]


class QuoteBlock(blocks.StructBlock):
    text = blocks.TextBlock(max_length=500)
    name = blocks.CharBlock(max_length=120, help_text="Who said it.")
    role = blocks.CharBlock(max_length=120, required=False)

    class Meta:
        icon = "openquote"
        template = "showcase/blocks/quote.html"


class PictureBlock(blocks.StructBlock):
    picture = ImageChooserBlock()
    caption = blocks.CharBlock(max_length=250, required=False)

    class Meta:
        icon = "image"
        template = "showcase/blocks/picture.html"


class FigureBlock(blocks.StructBlock):
    """One result in figures, before and after."""

    label = blocks.CharBlock(max_length=120, help_text="What was measured: “Lead time, quote to delivery”.")
    before = blocks.DecimalBlock(required=False)
    after = blocks.DecimalBlock()
    unit = blocks.CharBlock(max_length=30, required=False)

    class Meta:
        icon = "order"


class StoryBody(blocks.StreamBlock):
    heading = blocks.CharBlock(max_length=120, icon="title", template="showcase/blocks/heading.html")
    text = blocks.RichTextBlock(features=[*PLAIN, "ol", "ul"], icon="pilcrow")
    quote = QuoteBlock()
    picture = PictureBlock()
    figures = blocks.ListBlock(FigureBlock(), icon="order", min_num=1, template="showcase/blocks/figures.html")

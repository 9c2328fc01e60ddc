from decimal import Decimal

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageChooserBlock

from showcase.videos import video_at

PLAIN = ["bold", "italic", "link"]
# Of one block, in characters. Longer than this it wants a heading in between.
LONGEST_TEXT = 6000


class QuoteBlock(blocks.StructBlock):
    text = blocks.TextBlock(max_length=500)
    name = blocks.CharBlock(max_length=120, help_text=_("Who said it."))
    role = blocks.CharBlock(max_length=120, required=False)

    class Meta:
        icon = "openquote"
        template = "showcase/blocks/quote.html"
        description = _("What somebody said, with their name. One strong sentence is better than five.")
        preview_value = {
            "text": _("We did not make the machine smarter. We began to listen to it."),
            "name": "Ines Caldera",
            "role": _("Grinding lead"),
        }


class PictureBlock(blocks.StructBlock):
    picture = ImageChooserBlock(help_text=_("Credit and alternative text are kept with the picture."))
    caption = blocks.CharBlock(max_length=250, required=False)

    class Meta:
        icon = "image"
        template = "showcase/blocks/picture.html"
        description = _("A picture as wide as the text, with its credit beneath it.")


class FigureBlock(blocks.StructBlock):
    """One result in figures, before and after."""

    label = blocks.CharBlock(max_length=120, help_text=_("What was measured: “Lead time, quote to delivery”."))
    before = blocks.DecimalBlock(required=False)
    after = blocks.DecimalBlock()
    unit = blocks.CharBlock(max_length=30, required=False)

    class Meta:
        icon = "order"


class DocumentBlock(blocks.StructBlock):
    document = DocumentChooserBlock()
    title = blocks.CharBlock(
        max_length=120, required=False, help_text=_("What the reader gets. Empty: the document's own title.")
    )

    class Meta:
        icon = "doc-full"
        template = "showcase/blocks/document.html"
        description = _("A file that readers may take along: a drawing, a table, a checklist.")


class VideoBlock(blocks.StructBlock):
    """A film on another site. Nothing is loaded from there before the reader asks for it."""

    address = blocks.URLBlock(help_text=_("The address of the film on YouTube or Vimeo, as your browser shows it."))
    title = blocks.CharBlock(max_length=120, help_text=_("What the film shows."))
    poster = ImageChooserBlock(required=False, help_text=_("Shown until the reader starts the film."))
    transcript = blocks.RichTextBlock(
        features=PLAIN, max_length=20_000, help_text=_("What is said and shown, for those who do not hear or see it.")
    )

    class Meta:
        icon = "media"
        template = "showcase/blocks/video.html"
        description = _("A film on YouTube or Vimeo. Nothing is loaded from there before the reader asks for it.")
        preview_value = {
            "address": "https://vimeo.com/22439234",
            "title": _("A walk along the line"),
            "transcript": "<p>What is said and shown.</p>",
        }

    def clean(self, value):
        cleaned = super().clean(value)
        if video_at(cleaned["address"]) is None:
            refusal = ValidationError(_("This is no film on YouTube or Vimeo. Copy the address of its own page."))
            raise blocks.StructBlockValidationError(block_errors={"address": refusal})
        return cleaned

    def get_context(self, value, parent_context=None):
        return super().get_context(value, parent_context) | {"video": video_at(value["address"])}


class ContactBlock(blocks.StructBlock):
    name = blocks.CharBlock(max_length=120)
    role = blocks.CharBlock(max_length=120, required=False)
    email = blocks.EmailBlock(required=False)
    phone = blocks.CharBlock(max_length=40, required=False)
    website = blocks.URLBlock(required=False)

    class Meta:
        icon = "user"
        template = "showcase/blocks/contact.html"
        description = _("Somebody who agreed to be asked. Leave out what they would rather keep.")
        preview_value = {"name": "Ines Caldera", "role": _("Grinding lead"), "email": "stories@shop.example"}


class HeadingBlock(blocks.CharBlock):
    class Meta:
        icon = "title"
        template = "showcase/blocks/heading.html"
        description = _("Begins a new part. Readers who skim read only these.")
        preview_value = _("How it works today")


class TextBlock(blocks.RichTextBlock):
    class Meta:
        icon = "pilcrow"
        description = _("One or more paragraphs, with lists and links.")
        preview_value = "<p>A lamp turns orange and the operator dresses the wheel. Nothing happens by itself.</p>"


class FiguresBlock(blocks.ListBlock):
    class Meta:
        icon = "order"
        template = "showcase/blocks/figures.html"
        description = _("The result, before and after, as a table with bars.")
        preview_value = [
            {"label": _("Order to sample"), "before": Decimal(35), "after": Decimal(2), "unit": _("days")},
            {"label": _("Designers ordering"), "before": Decimal(9), "after": Decimal(49), "unit": ""},
        ]


class StoryBody(blocks.StreamBlock):
    heading = HeadingBlock(max_length=120)
    text = TextBlock(features=[*PLAIN, "ol", "ul"], max_length=LONGEST_TEXT)
    quote = QuoteBlock()
    picture = PictureBlock()
    figures = FiguresBlock(FigureBlock(), min_num=1, max_num=12)
    document = DocumentBlock()
    video = VideoBlock()

    class Meta:
        max_num = 60
        # More of these than a reader takes in: the page is two pages then.
        block_counts = {"picture": {"max_num": 20}, "figures": {"max_num": 4}, "video": {"max_num": 3}}

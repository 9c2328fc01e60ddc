from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageChooserBlock

from showcase.videos import video_at

PLAIN = ["bold", "italic", "link"]


class QuoteBlock(blocks.StructBlock):
    text = blocks.TextBlock(max_length=500)
    name = blocks.CharBlock(max_length=120, help_text=_("Who said it."))
    role = blocks.CharBlock(max_length=120, required=False)

    class Meta:
        icon = "openquote"
        template = "showcase/blocks/quote.html"


class PictureBlock(blocks.StructBlock):
    picture = ImageChooserBlock(help_text=_("Credit and alternative text are kept with the picture."))
    caption = blocks.CharBlock(max_length=250, required=False)

    class Meta:
        icon = "image"
        template = "showcase/blocks/picture.html"


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


class VideoBlock(blocks.StructBlock):
    """A film on another site. Nothing is loaded from there before the reader asks for it."""

    address = blocks.URLBlock(help_text=_("The address of the film on YouTube or Vimeo, as your browser shows it."))
    title = blocks.CharBlock(max_length=120, help_text=_("What the film shows."))
    poster = ImageChooserBlock(required=False, help_text=_("Shown until the reader starts the film."))
    transcript = blocks.RichTextBlock(
        features=PLAIN, help_text=_("What is said and shown, for those who do not hear or see it.")
    )

    class Meta:
        icon = "media"
        template = "showcase/blocks/video.html"

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


class StoryBody(blocks.StreamBlock):
    heading = blocks.CharBlock(max_length=120, icon="title", template="showcase/blocks/heading.html")
    text = blocks.RichTextBlock(features=[*PLAIN, "ol", "ul"], icon="pilcrow")
    quote = QuoteBlock()
    picture = PictureBlock()
    figures = blocks.ListBlock(FigureBlock(), icon="order", min_num=1, template="showcase/blocks/figures.html")
    document = DocumentBlock()
    video = VideoBlock()

    class Meta:
        max_num = 60

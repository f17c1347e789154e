"""Content is text: pages as Markdown files with a short front matter, in both directions (see docs/format-des-
contenus.md).

A page type says how it is written, in its class:

    class RecipePage(BasePage):
        text_type = "recette"                                     # `type:` in the front matter
        text_fields = [Number("minutes", "minutes"), Lines("ingredients", "ingredients")]
        text_body = Stream("body")                                # or Sections("steps"), Markdown("text"), or None

`titre`, `resume`, `mots_cles`, `id`… come with every page. A child relation is a `Related`:

    modules = (PageRef("module", "module", of="module", required=True), Flag("facultatif", "optional"))
    Related("modules", "path_modules", modules)
    Related("competences", "competence_tags", [
        Ref("competence", "competence", find=competence_of, name=competence_name, expected="un code de compétence"),
        Number("niveau", "level"),
        Choice("role", "role", words={"worked": "travaillee"}),
    ])

What a page lists besides its body is a stream of blocks of one kind, `Blocks("objectifs", "objectives")`.

A block says only its fence (`Meta.fence`) and, where `core.content.vocabulary` has no word or another one, `Meta.keys`:

    class Meta:
        fence = "messagerie"
        keys = {"replies": "reponses"}
        values = {"kind": {"text": "texte"}}   # stored value: word of the file
        always = ("answer",)                   # written even when it is the default
        text_id = True                         # the export writes the block's id: learners' progress points to it

The modules, from small to large: `errors`, `yaml_reader`, `yaml_writer`, `document` (the parts of a file), `shapes`,
`vocabulary`, `block_writing`, `block_reading`, `merge` (ids), `body`, `declarations`, `related` and `streams` (what a page
type declares), `pages`, `site_map`, `media`, `drafts`, `plan` (all checks, nothing written), `apply` and `bulk` (one
transaction), `export`.
"""

from core.content.body import Markdown, Sections, Stream
from core.content.declarations import Choice, Flag, Keywords, Lines, Number, PageRef, Ref, Text
from core.content.related import Related
from core.content.streams import Blocks, ChoiceSet

__all__ = [
    "Blocks",
    "Choice",
    "ChoiceSet",
    "Flag",
    "Keywords",
    "Lines",
    "Markdown",
    "Number",
    "PageRef",
    "Ref",
    "Related",
    "Sections",
    "Stream",
    "Text",
]

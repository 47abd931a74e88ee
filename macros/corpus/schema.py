"""One schema per kind of page: the form of its front matter; the domain types that it becomes tell the meaning."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, StrictBool, StrictInt, StringConstraints, model_validator

from macros.corpus.fields import (
    FURTHER_FIELDS,
    AnyDate,
    ArticleName,
    EditionName,
    ExactDate,
    Name,
    ProvisionName,
    PutOff,
    Ref,
    Rows,
    Words,
    wrong,
)
from macros.domain.concepts import Known
from macros.domain.regulations import AmendmentKind, Binding, TextKind
from macros.domain.reports import Audience, Series
from macros.domain.signatures import Step

Sha256 = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]


class Schema(BaseModel):
    """Fields of front matter, beside which no others may stand."""

    model_config = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True, defer_build=True)


class SignatureFields(Schema):
    """One step of sign-off, and the text that it was taken of."""

    step: Step
    post: Words
    on: ExactDate
    of: Sha256


class PaperCorrectionFields(Schema):
    """One place that was put right after the paper had been given out, or a newer text of the whole of it."""

    on: ExactDate
    what: Words
    before: str = ""
    after: str = ""
    why: Words
    by: Words
    new_text: StrictBool = False

    @model_validator(mode="after")
    def _says_what_changed(self) -> Self:
        if self.new_text == bool(self.before or self.after):
            raise wrong("before（原来的文字）、after（现在的文字）至少写一样；整份换用新文本的，只写 new_text: true")
        return self


class KeptFields(Schema):
    """A text that somebody lets stand, and why."""

    text: Words
    by_post: Words
    why: Words
    on: ExactDate


class PageFields(Schema):
    """What the front matter of every page of data may hold."""

    allowed: Rows[Name] = []
    kept: Rows[KeptFields] = []
    put_off: Rows[PutOff] = []


class SourceFields(Schema):
    """The file that a page was made from."""

    file: Words
    sha256: Sha256 | None = None


class CheckFields(Schema):
    """An office's own confirmation of a fact."""

    by_post: Words
    on: AnyDate
    against: Words


class _FactFields(Schema):
    verified: StrictBool
    note: str = ""
    checked: CheckFields | None = None


class DateFact(_FactFields):
    """A date of an edition; an empty date is unknown."""

    date: AnyDate | None


class AdoptedFact(DateFact):
    """When and by whom an edition was adopted."""

    by: str = ""


class SupersededFact(DateFact):
    """The first day of the next edition, and which one that is."""

    by: Name


class CountFact(_FactFields):
    """How many articles an edition has, and what they are called."""

    value: Annotated[StrictInt, Field(ge=0, le=9999)] | None
    unit: Literal["条", "点", "项", "部分"] = "条"


class TextFact(_FactFields):
    """A fact in words; an empty text is unknown."""

    text: str | None


class StructureFields(Schema):
    """Whether the headings of books and chapters were checked."""

    verified: StrictBool


class AmendmentFields(Schema):
    """One article of the edition before, and what became of it."""

    old: Name
    new: Name
    change: AmendmentKind | None = None
    similarity: Annotated[float, Field(ge=0, le=1)]
    note: str = ""


class DroppedFields(Schema):
    """An article of the edition before that was struck out."""

    old: Name
    note: str = ""


class AddedFields(Schema):
    """A new article, where there is more to tell of it."""

    new: Name
    note: Words


class AmendedFromFields(Schema):
    """The articles against those of the edition before."""

    edition: Name
    reviewed: StrictBool
    articles: list[AmendmentFields]
    dropped: list[DroppedFields] = []
    added: list[AddedFields] = []


class DigestFields(Schema):
    """By how many copies of the official text the digests were checked, and when."""

    copies: Annotated[StrictInt, Field(ge=1, le=9)]
    on: AnyDate
    note: str = ""


class EditionFields(PageFields):
    """Front matter of docs/regulations/<id>/<year>.md."""

    official_title: Words
    aliases: list[Words] = []
    form: Words
    issuer: Words
    text: TextKind
    digest: DigestFields | None = None
    source: SourceFields | None = None
    number: TextFact | None = None
    adopted: AdoptedFact
    issued: DateFact
    published: DateFact | None = None
    in_force: DateFact
    superseded: SupersededFact | None = None
    count: CountFact
    structure: StructureFields
    repeals: TextFact
    areas: list[Words] = []
    amended_from: AmendedFromFields | None = None
    sources: list[Words]


class TownshipFields(Schema):
    """How a regulation binds a township."""

    binding: Binding
    verified: StrictBool
    note: str = ""


class CorrectionFields(Schema):
    """One fact or digest that was corrected; an article is one of an edition."""

    on: AnyDate
    edition: Name | None = None
    article: ArticleName | None = None
    what: Words
    before: Words
    after: str = ""
    by: str = ""

    @model_validator(mode="after")
    def _names_the_edition(self) -> Self:
        if self.article is not None and self.edition is None:
            raise wrong("写了 article 的，edition 写哪一版")
        return self


class RegulationFields(PageFields):
    """Front matter of docs/regulations/<id>/index.md."""

    id: Words
    kind: Literal[
        "党章", "准则", "条例", "规定", "办法", "规则", "细则", "意见", "法律", "解释", "批复", "决定", "决议", "通知"
    ]
    aliases: list[Words] = []
    concepts: list[Words] = []
    township: TownshipFields
    corrections: Rows[CorrectionFields] = []


class BasisFields(Schema):
    """A provision, and whether it was checked."""

    to: ProvisionName
    verified: StrictBool


class ConceptFields(Schema):
    """One term of practice."""

    id: Annotated[Words, StringConstraints(pattern=r"^[a-z][a-z0-9-]*$")]
    names: Annotated[list[Words], Field(min_length=1)]
    context: list[Words] = []
    common: list[Words] = []
    not_with: list[Words] = []
    unless: list[Words] = []
    basis: list[BasisFields] = []
    also: list[BasisFields] = []
    verified: StrictBool
    says: str = ""
    note: str = ""
    search_names: list[Words] = []


class ConceptsFields(PageFields):
    """Front matter of docs/regulations/concepts.md."""

    concepts: list[ConceptFields]


class DutyFields(Schema):
    """One duty of every year."""

    name: Words
    basis: BasisFields
    per_year: Annotated[StrictInt, Field(ge=1, le=365)]
    since: ExactDate
    verified: StrictBool
    says: str = ""
    note: str = ""
    words: list[Annotated[list[Words], Field(min_length=1)]] = []
    series: Series | None = None


class DutiesFields(PageFields):
    """Front matter of docs/regulations/duties.md."""

    duties: list[DutyFields]


class UsageFields(Schema):
    """One set phrase."""

    wrong: Annotated[Words, StringConstraints(min_length=2)]
    right: Words
    note: str = ""
    source: str = ""
    verified: StrictBool
    since: ExactDate | None = None


class UsagesFields(PageFields):
    """Front matter of docs/regulations/usages.md."""

    usages: list[UsageFields]


class PhraseFields(Schema):
    """One set phrase that is followed through the years."""

    text: Annotated[Words, StringConstraints(min_length=2)]
    also: list[Annotated[Words, StringConstraints(min_length=2)]] = []
    note: str = ""


class PhrasesFields(PageFields):
    """Front matter of docs/regulations/phrases.md."""

    set_phrases: list[PhraseFields]


class LocalRuleFields(PageFields):
    """Front matter of docs/regulations/local/<id>.md."""

    level: Literal["省级", "市级", "县级", "乡镇", "机关"]
    issuer: Words
    known: Known
    aliases: list[Words] = []
    note: str = ""
    corrections: Rows[PaperCorrectionFields] = []


class RegisterFields(PageFields):
    """Front matter of docs/regulations/index.md, an overview page with the day of the last check."""

    checked_as_of: AnyDate
    render_macros: StrictBool


class MaterialFields(Schema):
    """One thing that goes into a study pack: exactly one of the first seven fields."""

    report: Name | None = None
    items: Annotated[list[Ref], Field(min_length=1)] | None = None
    chain: Ref | None = None
    regulation: Words | None = None
    edition: EditionName | None = None
    changes: Words | None = None
    table: Words | None = None
    kinds: Annotated[list[Literal["现状", "问题", "原因", "措施", "其他"]], Field(min_length=1)] | None = None
    articles: Annotated[list[ArticleName], Field(min_length=1)] | None = None

    @model_validator(mode="after")
    def _says_one_thing(self) -> Self:
        given = [name for name in type(self).model_fields if getattr(self, name) is not None]
        main, further = given[:1], given[1:]
        fitting = FURTHER_FIELDS.get(main[0], frozenset()) if main else frozenset()
        if not main or main[0] in {"kinds", "articles"} or not fitting.issuperset(further):
            raise wrong(
                "report、items、chain、regulation、edition、changes、table 中的一项；"
                "report、chain 可以再写 kinds，regulation、edition、changes 可以再写 articles"
            )
        return self


class PackFields(Schema):
    """What one study session prints."""

    held_on: ExactDate | None = None
    place: Words | None = None
    host: Words | None = None
    include: list[MaterialFields] = []
    questions: list[Words] = []
    notes_lines: Annotated[StrictInt, Field(ge=0, le=200)] = 12
    sign_in: Annotated[StrictInt, Field(ge=0, le=500)] = 20
    minutes: StrictBool = True


class PackPageFields(PageFields):
    """Front matter of docs/study."""

    render_macros: StrictBool
    audience: Audience | None = None
    sample: StrictBool = False
    corrections: Rows[PaperCorrectionFields] = []
    pack: PackFields

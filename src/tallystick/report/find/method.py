"""How the figures were made and what they cannot show, in words that page and workbook share."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Passage:
    """One part of the method: paragraphs, and where there are several things to say, points."""

    heading: str
    paragraph: str
    points: tuple[str, ...] = ()


METHOD = (
    Passage(
        "How the files are read",
        "Public bodies publish what they pay, English councils from £500 up, each in its own form. "
        "Every line of every file given is either a payment or is set aside with its reason (a "
        "total, a heading, a line without an amount); none is dropped silently. Amounts are "
        "compared net of VAT where a file gives net. Nothing is corrected by hand. A file is named "
        "from the folder that holds them all.",
    ),
    Passage(
        "How suppliers are matched",
        "Spellings of one firm are brought together by legal form, typing slips, trading names, "
        "abbreviations and the identifiers that councils publish. Names that differ in the word "
        "that tells firms apart are kept separate. The spellings that were joined are listed with "
        "each supplier, so that a wrong join can be seen. A join that is less than 75% sure is "
        "not added: what was paid under such spellings stands as a supplier of its own, named "
        "“… (perhaps also …)” after the supplier that it may be.",
    ),
    Passage(
        "How payments are classified",
        "Each payment is given one category from its supplier and the words that the council "
        "published beside it. What no word explains is left as “not known” rather than guessed, "
        "so the true overlap may be larger than shown.",
    ),
    Passage(
        "How a year is worked out",
        "Councils are compared over the months that most of them cover, unless other months were "
        "asked for. A file covers the months that hold a usual share of its lines; a payment dated "
        "outside them counts in the file’s main month. Each council’s pounds are divided by its "
        "months in that time and multiplied by twelve, rounded towards zero to a penny. What a "
        "council of less than a year paid to a supplier for one thing in one or two months only "
        "may be a yearly or half-yearly bill: it counts as it was paid. Beside a yearly figure "
        "stands what was paid. No yearly figure is made of files that have fewer than six months "
        "in common with others, hold only card payments, have years in doubt or no refunds.",
    ),
    Passage(
        "How the saving is worked out",
        "The saving of a category is its pounds a year times a low, a central and a high rate. "
        "A function is seen as two pictures, never one sum: its own work, which a shared service "
        "would run, and what is bought through it for everybody. Each saves what its categories "
        "save. The saving of all is that of all "
        "categories, so every pound is in it once; the lists of functions and of suppliers show "
        "the same pounds from other sides and must not be added to it.",
    ),
    Passage(
        "What these files cannot show",
        "Ask for these before acting on any figure here.",
        (
            "When contracts end, what they promise, and whether they already run through a "
            "framework or a shared service.",
            "Pay of the councils’ own staff, which is the greater part of most back offices.",
            "Payments below a council’s threshold, and suppliers whose names it withholds.",
            "Prices and volumes: two councils that pay one firm the same may get different things.",
            "Internal recharges, and what one council buys on behalf of another.",
        ),
    ),
    Passage(
        "Private persons",
        "Payments to private persons (carers, sole traders in their own name, people whose names "
        "a council withheld) are counted in the totals of a council and are never named here.",
    ),
)

"""What a paper asks of those who decide: prompts, never answers. An officer writes the answer."""

ASKED = (
    "To note the worth of each option, what each rests on, and what is not in it.",
    "To choose an option, or to ask for what is missing first.",
    "To say which share of the savings is to leave the budget, in which year, and who answers "
    "for it.",
    "To note that the chief finance officer of each council has still to confirm the figures.",
)

COMMERCIAL = (
    "Which legal form: delegation to another council, a joint committee, staff at another's "
    "disposal, supply under the Act of 1970, or a company that the councils control?",
    "For each recharge finance chooses its VAT: outside the scope, standard or exempt. A company "
    "charges VAT; a joint committee that is not a true one is treated as a supplier.",
    "Which contracts can be moved or joined, and from which day? A saving counts only from then.",
    "The agreement says how shares are reckoned, how long notice is, and who pays the costs that "
    "a leaver leaves behind: the exit paper shows them.",
)

PROMPTS = (
    (
        "Equality",
        (
            "Which groups of staff and residents does it touch, and how? Attach the equality "
            "impact assessment: the public sector equality duty, Equality Act 2010, section 149, "
            "is owed before the decision and not after.",
            "Are the posts that go held more often by women, part-time or disabled staff?",
        ),
    ),
    (
        "Legal",
        (
            "Under which power is the function shared, and may it be: Local Government Act 1972, "
            "sections 101, 102 and 113; regulations under sections 19 and 20 of the Local "
            "Government Act 2000?",
            "Do staff transfer (TUPE), who consults them, and who carries the pension fund's "
            "deficit?",
            "In an area that is being reorganised, does a direction under section 24 of the Act of "
            "2007 ask for consent to the contracts or the land?",
            "Who is controller of which personal data, and is there a data sharing agreement?",
        ),
    ),
    (
        "Delivery",
        (
            "Who owns each saving by name, and in which budget line will it be seen?",
            "Who runs the programme, with what time, and who stands in for them?",
            "What is measured from the first day, so that it can be told whether the saving came?",
            "What is the way out, and what would it cost in each year?",
        ),
    ),
)

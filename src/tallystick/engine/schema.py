"""The columns of the store's line tables. docs/store.md is the page that explains them."""

import pyarrow as pa

_CODED = pa.dictionary(pa.int32(), pa.string())
"""Text that is the same on many lines: held once, and in Parquet and queries text like any."""

PAYMENTS = pa.schema(
    [
        # where the line came from
        pa.field("source", _CODED, nullable=False),  # sha256 of the file's bytes, hex
        pa.field("sheet", _CODED, nullable=False),  # "" for a plain file; see docs/store.md
        pa.field("line", pa.int64(), nullable=False),  # physical line or sheet row, from 1
        # who paid whom, when
        pa.field("council", _CODED, nullable=False),  # reference code
        pa.field("body", _CODED),  # the paying body as published
        pa.field("paid_on", pa.date32()),
        pa.field("month", pa.date32()),  # first day of the month it counts in; null: not known
        pa.field("supplier", _CODED),  # spelling as published, outer blanks trimmed
        # how much: amount_pence is what is compared, net where the file gives net
        pa.field("amount_pence", pa.int64(), nullable=False),
        pa.field("net_pence", pa.int64()),
        pa.field("vat_pence", pa.int64()),
        pa.field("gross_pence", pa.int64()),
        # identifiers
        pa.field("supplier_ref", _CODED),
        pa.field("company_number", _CODED),
        pa.field("charity_number", _CODED),
        pa.field("vat_number", _CODED),
        pa.field("transaction_ref", pa.string()),
        pa.field("invoice_ref", pa.string()),
        # what for
        pa.field("department", _CODED),
        pa.field("description", _CODED),
        pa.field("narrative", pa.string()),
        pa.field("category", _CODED),
        pa.field("category_code", _CODED),
        pa.field("card", pa.bool_()),  # paid by purchase card
        pa.field("capital", pa.bool_()),  # true capital, false revenue, null not said
    ]
)
"""One row a payment line."""

REJECTS = pa.schema(
    [
        pa.field("source", pa.string(), nullable=False),
        pa.field("sheet", pa.string(), nullable=False),
        pa.field("line", pa.int64(), nullable=False),
        pa.field("reason", pa.string(), nullable=False),  # a code of docs/store.md
        pa.field("detail", pa.string(), nullable=False),  # why, for a person
        pa.field("raw", pa.string(), nullable=False),  # the line as it stands in the file
    ]
)
"""One row for each line that holds something and is not a payment."""

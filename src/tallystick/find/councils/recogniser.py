"""Tells which product a payment indicates, from its supplier and its words.

Most certain first: its own words name the product; it goes to the product's vendor and its words
fit the product's purpose; it goes to the vendor and has no further indication. A reseller's payment
indicates a product only by its words.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

from tallystick.classify.phrases import PhraseBook, Words, level
from tallystick.classify.reference import name_words
from tallystick.find.council_findings import Confidence
from tallystick.reference.products import Product, Products, Vendor


class Told(NamedTuple):
    """What the words and the supplier of a payment indicate."""

    product: Product | None  # None: a product of this vendor, not known which
    vendor: Vendor
    confidence: Confidence


@dataclass(frozen=True)
class Recogniser:
    """Tells products from suppliers and words; the books are made once from the table."""

    products: Products

    @cached_property
    def _vendors(self) -> PhraseBook[Vendor]:
        return _book((name_words(name), one) for one in self._selling for name in one.names)

    @cached_property
    def _resellers(self) -> PhraseBook[None]:
        return _book((name_words(name), None) for name in self.products.resellers)

    @cached_property
    def _named(self) -> PhraseBook[Product]:
        return _book((level(word), one) for one in self._all for word in one.words)

    @cached_property
    def _named_beside_vendor(self) -> PhraseBook[Product]:
        return _book((level(word), one) for one in self._all for word in one.with_vendor)

    @cached_property
    def _fitting(self) -> PhraseBook[str]:
        purposes = self.products.purposes.values()
        return _book((level(word), one.slug) for one in purposes for word in one.words)

    @property
    def _all(self) -> Iterable[Product]:
        return self.products.products.values()

    @property
    def _selling(self) -> Iterable[Vendor]:
        return self.products.vendors.values()

    def vendor_of(self, supplier: str) -> Vendor | None:
        """The vendor with whose name the supplier's begins."""
        found = self._vendors.longest_start(name_words(supplier))
        return found[1][0] if found else None

    def is_reseller(self, supplier: str) -> bool:
        """True for a firm that sells other firms' products."""
        return self._resellers.longest_start(name_words(supplier)) is not None

    def names_a_product(self, text: str) -> bool:
        """True for a text that identifies a product without regard to the supplier."""
        return bool(self._named.find(level(text)))

    def tell(self, supplier: str, texts: Sequence[str], *, spelling: str = "") -> Told | None:
        """What a payment to a supplier, with these texts beside it, indicates; None: nothing.

        spelling: the supplier as published, which may name a product of the vendor ("SAP CONCUR").
        """
        vendor = self.vendor_of(supplier)
        words = [level(text) for text in texts]
        named = self._first(self._named, words)
        if named is None and vendor is not None:
            named = self._first(self._named_beside_vendor, words, vendor=vendor) or self._first(
                self._named, [level(spelling)], vendor=vendor
            )
        if named is not None:
            return Told(named, named.vendor, Confidence.NAMED)
        return self._by_vendor(vendor, words) if vendor else None

    def _first(
        self, book: PhraseBook[Product], words: Iterable[Words], *, vendor: Vendor | None = None
    ) -> Product | None:
        for text in words:
            for _phrase, products in book.find(text):
                for product in products:
                    if vendor is None or product.vendor.key == vendor.key:
                        return product
        return None

    def _by_vendor(self, vendor: Vendor, words: Iterable[Words]) -> Told:
        sold = self.products.sold_by(vendor.key)
        fits = {slug for text in words for _, slugs in self._fitting.find(text) for slug in slugs}
        fitting = [one for one in sold if one.purpose.slug in fits]
        if len(fitting) == 1:
            return Told(fitting[0], vendor, Confidence.FITTING)
        only = sold[0] if len(sold) == 1 and not vendor.is_wide else None
        return Told(only, vendor, Confidence.VENDOR)


def _book(entries: Iterable[tuple[Words, Any]]) -> PhraseBook[Any]:
    book: PhraseBook[Any] = PhraseBook()
    for words, meaning in entries:
        book.add(words, [meaning])
    return book

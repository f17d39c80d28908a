"""Terms in small print: many words that look like companies, places and goods, and are none."""

from html import escape

TERMS = {
    "en": "1. In these conditions 'the Company' means the seller named overleaf and 'the Customer' the person, firm or company that buys. "
    "2. Quotations are valid for 30 days. 3. Title passes on payment in full. 4. Claims for short delivery must be made within 7 days to the carrier and to Albany Cargo Surveyors Ltd. "
    "5. Insurance is arranged with Britannia & Overseas Marine Insurance plc, London EC3, unless otherwise agreed. 6. Goods returned without consent to our warehouse at Rotterdam or Antwerp will be refused. "
    "7. Any dispute shall be settled under the Rules of the International Chamber of Commerce, Paris, by one arbitrator in The Hague, Netherlands. 8. The United Nations Convention on Contracts for the International Sale of Goods does not apply. "
    "9. Registered trade marks of third parties such as Helvar Bearings Inc. remain theirs. 10. Net weight 100 kg per pallet is the maximum for hand handling.",
    "nl": "1. Onder 'verkoper' wordt verstaan de aan ommezijde genoemde vennootschap. 2. Aanbiedingen gelden 30 dagen. 3. Op al onze leveringen zijn de Metaalunievoorwaarden van toepassing, gedeponeerd ter griffie van de rechtbank te Rotterdam. "
    "4. De goederen reizen voor risico van de koper; verzekering via Onderlinge Transport Verzekeraars U.A. te Amsterdam. 5. Reclames binnen 8 dagen. 6. Retourzendingen naar ons magazijn te Venlo alleen na toestemming van Van Dalen Expertise B.V. "
    "7. Geschillen worden beslecht door het Nederlands Arbitrage Instituut. 8. Het Weens Koopverdrag is uitgesloten. 9. Maximaal brutogewicht per pallet 750 kg.",
    "de": "1. Es gelten ausschließlich unsere Allgemeinen Verkaufsbedingungen. 2. Angebote sind 30 Tage gültig. 3. Die Ware bleibt bis zur vollständigen Bezahlung unser Eigentum. 4. Transportversicherung durch die Hanse Assekuranz AG, Hamburg. "
    "5. Reklamationen sind binnen 8 Tagen der Gutachterbüro Mallmann GmbH, Bremen, anzuzeigen. 6. Gerichtsstand ist der Sitz des Verkäufers; das UN-Kaufrecht (CISG) ist ausgeschlossen. 7. Schiedsverfahren nach den Regeln der DIS, Frankfurt am Main. "
    "8. Verpackung: maximales Bruttogewicht 800 kg je Palette. 9. Rücksendungen nur an das Lager Duisburg nach Freigabe.",
    "fr": "1. Toute commande emporte acceptation des présentes conditions générales de vente. 2. Les devis sont valables 30 jours. 3. Réserve de propriété jusqu'au complet paiement. 4. Assurance transport auprès de la Mutuelle Atlantique des Transporteurs SA, Nantes. "
    "5. Les réclamations sont adressées sous 8 jours au Cabinet Expertises Lemoine SARL, Lyon. 6. Tout litige relève du tribunal de commerce de Paris. 7. La Convention de Vienne est exclue. 8. Pénalités de retard : trois fois le taux légal ; indemnité forfaitaire de 40 EUR. "
    "9. Poids brut maximal par palette : 800 kg.",
}  # fmt: skip


def small_print(tongue: str) -> str:
    """A page of them."""
    return (
        '<div style="page-break-before:always;font-size:6.5pt;column-count:2;text-align:justify">'
        f"{escape(TERMS[tongue]) * 2}</div>"
    )

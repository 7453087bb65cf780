/**
 * Prefixes and numbers that belong to nobody, with what says so. Where somebody reserves numbers for tests
 * they are taken (addresses, cards); where nobody does, numbers that are not given out, and then it is
 * said what that was read from. The table in docs/guides/data-protection.md sums this up.
 */

const digits = ['1', '2', '3', '4', '5', '6', '7', '8', '9']

/**
 * NIP: the first three digits are the code of a tax office. Not confirmed by an authority: no list of the
 * codes by the Ministry was found. Encyclopaedias (mfiles.pl, *Identyfikacja podatnika*; Wikipedia's
 * article *NIP* in a mirror) say that the codes were made of the digits 1 to 9, and that those of 2004
 * have a 0 in the second place; so none has one in the third. The form is one that the schemas of e-invoices take (type
 * TNrNIP of FA(3), read in copies of the schema: `[1-9]((\d[1-9])|([1-9]\d))\d{7}`). Whether one number is
 * free tells the register of VAT payers (wl-api.mf.gov.pl).
 */
export const nipPrefixes: readonly string[] = digits.flatMap((first) =>
  digits.map((second) => `${first}${second}0`),
)

/**
 * REGON: the first two digits. Not confirmed: no word of GUS on numbers for tests was found. That they are
 * provinces, the odd numbers from 01 to 97 for the 49 old ones and even ones for the 16 new ones, says
 * a popular explanation (polki.pl, *Budowa numeru REGON*); 99 is neither, and whether it will be opened
 * one day is not known.
 */
export const regonPrefix = '99'

/**
 * Polish accounts: the first digit behind the check digits, which begins the eight of the bank
 * (zarządzenie nr 5/2002 Prezesa NBP, § 2, replaced since by nr 15/2010 and 7/2017). No bank begins with 0: confirmed by two copies of NBP's
 * register of banks (EWIB): the banks in fakerphp/faker, `pl_PL/Payment.php` (101 to 288, all), and
 * those in mdomke/schwifty, `bank_registry/generated_pl.v2.json` (from 10100000 on, its first pages).
 * That none will ever do, no act says.
 */
export const bankPrefix = '0'

/** RFC 5737, section 3: addresses for documentation. Confirmed. */
export const documentationNetworks: readonly string[] = ['192.0.2.', '198.51.100.', '203.0.113.']

/** RFC 3849: `2001:DB8::/32` is for documentation. Confirmed. */
export const documentationPrefix6 = '2001:db8:'

/**
 * The first two of nine digits that no Polish number has. Poland has no numbers for fiction or tests.
 * Confirmed by the metadata of Google's libphonenumber for PL: none of its patterns of fixed, mobile,
 * toll-free, premium, shared-cost, VoIP or paging numbers begins so (nor do the zones that Wikipedia's
 * *Telephone numbers in Poland* lists, read in a mirror). The annex of the numbering plan itself
 * (rozporządzenie z 30.10.2013, Dz.U. poz. 1281, and its changes) was not found in full. 30 and 40 were
 * premium and televoting numbers until 2009 (wtng.info). A validator that asks libphonenumber takes these
 * numbers for possible, not for valid; `range: realistic` is for that.
 */
export const unassignedAreas: readonly string[] = [
  '27',
  '28',
  '30',
  '31',
  '35',
  '36',
  '37',
  '38',
  '40',
  '49',
]

/**
 * Numbers that payment companies publish for their test systems; no scheme publishes a range. Confirmed:
 * Mastercard Gateway, *Test Card Numbers by Brand*; CyberSource Unified Checkout, *Test Payment
 * Details*; Blackbaud, *Credit Card Information for Demo and Test Mode*.
 */
export const testCards: Readonly<Record<CardScheme, readonly string[]>> = {
  visa: ['4111111111111111', '4012888888881881', '4508750015741019', '4012000033330026'],
  mastercard: [
    '5555555555554444',
    '5105105105105100',
    '5123450000000008',
    '5111111111111118',
    '2223000000000007',
    '2223000000000023',
  ],
  americanExpress: [
    '378282246310005',
    '371449635398431',
    '378734493671000',
    '371881634498004',
    '371881127160004',
  ],
  diners: ['30569309025904', '38520000023237'],
  discover: ['6011111111111117', '6011000990139424', '6445644564456445'],
  jcb: ['3530111333300000', '3566002020360505'],
}

export type CardScheme = 'visa' | 'mastercard' | 'americanExpress' | 'diners' | 'discover' | 'jcb'

/**
 * Prefixes of numbers that belong to nobody, with what says so. Where an authority reserves numbers for
 * tests they are taken; where none does, numbers that it does not give out.
 */

const digits = ['1', '2', '3', '4', '5', '6', '7', '8', '9']

/**
 * NIP: the first three digits are the code of a tax office. The codes were made of the digits 1 to 9,
 * those of 2004 have a 0 in the second place; none has one in the third. The form is still the one that
 * the Ministry's schemas ask for (TNrNIP: `[1-9]((\d[1-9])|([1-9]\d))\d{7}`).
 */
export const nipPrefixes: readonly string[] = digits.flatMap((first) =>
  digits.map((second) => `${first}${second}0`),
)

/**
 * REGON: the first two digits are a province (the odd numbers from 01 to 97 until 1998, even ones and
 * later blocks of the central register after that). GUS reserves none for tests; 99 has not been opened.
 */
export const regonPrefix = '99'

/**
 * Polish accounts: the first four digits after the check digits are the bank. NBP numbers banks from
 * 1010 on and cooperative banks from 8000 on (EWIB); no bank's number begins with 0.
 */
export const bankPrefix = '0'

/** RFC 5737: addresses for documentation. */
export const documentationNetworks: readonly string[] = ['192.0.2.', '198.51.100.', '203.0.113.']

/** RFC 3849. */
export const documentationPrefix6 = '2001:db8:'

/**
 * The first two digits that the Polish numbering plan (rozporządzenie w sprawie planu numeracji krajowej,
 * Dz.U. 2013 poz. 1281 with its changes) gives to no zone, network or service. Poland has no numbers for
 * fiction or tests; these ten million numbers each are the nearest to it.
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

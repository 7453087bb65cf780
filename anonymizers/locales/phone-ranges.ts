import type { PhoneRange } from './locale.ts'

const in10 = (begins: readonly string[], digits: number) =>
  begins.map((one) => [one, digits] as const)

/**
 * Telephone numbers that reach nobody, by country. Reserved for films and books by who gives numbers out:
 * - DE: Bundesnetzagentur, Mitteilung 148/2021 (Amtsblatt 7/2021), read in teltarif.de of 2021; of the mobile numbers the one block.
 * - GB: Ofcom, *Telephone numbers for drama use*, read in reports on it (BBC, 2015).
 * - US: 555-0100 to 555-0199 in every area code (NANPA, *555 line numbers*).
 * - FR: ARCEP, décision 2018-0881: the roots for audiovisual works.
 *
 * In the other countries nobody reserves any; taken are numbers that no pattern of Google's libphonenumber
 * has (general description of ES, IT, CZ). Of Poland see ../harmless-ranges.ts.
 */
export const phoneRanges = {
  CZ: {
    code: '420',
    trunk: '',
    unassigned: in10(['61', '62', '63', '64', '65', '66', '67', '68', '69'], 7),
  },
  DE: {
    code: '49',
    trunk: '0',
    unassigned: [
      ...in10(['3023125', '6990009', '4066969', '2214710', '8999998'], 3),
      ['17139200', 2],
    ],
  },
  ES: { code: '34', trunk: '', unassigned: in10(['1', '2', '3', '4'], 8) },
  FR: {
    code: '33',
    trunk: '0',
    unassigned: in10(['19900', '26191', '35301', '46571', '53649', '63998'], 4),
  },
  GB: {
    code: '44',
    trunk: '0',
    unassigned: [
      ...in10(['2079460', '1632960', '7700900'], 3),
      ...in10(
        [
          '113496',
          '114496',
          '115496',
          '116496',
          '117496',
          '118496',
          '121496',
          '131496',
          '141496',
          '151496',
          '161496',
        ].map((area) => `${area}0`),
        3,
      ),
    ],
  },
  IT: { code: '39', trunk: '', unassigned: in10(['2', '6', '9'], 9) },
  US: {
    code: '1',
    trunk: '',
    unassigned: in10(
      [
        '202',
        '206',
        '212',
        '213',
        '214',
        '303',
        '305',
        '312',
        '404',
        '415',
        '503',
        '602',
        '617',
        '702',
        '713',
        '801',
        '816',
        '919',
      ].map((area) => `${area}55501`),
      2,
    ),
  },
} as const satisfies Readonly<Record<string, PhoneRange>>

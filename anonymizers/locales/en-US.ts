import { composed, partsIn, regionsIn, townsIn } from './compose.ts'
import { englishNames, englishSentences, englishTitles } from './english.ts'
import { defineLocale } from './locale.ts'
import { phoneRanges } from './phone-ranges.ts'

/** There are no IBANs in the United States: accounts that are written as such become British ones. */
export default defineLocale({
  name: 'en-US',
  describe: 'English, United States',
  country: 'US',
  charsets: /./,
  street: { before: '', number: 'before' },
  postcode: 'NNNNN',
  phone: phoneRanges.US,
  accounts: 'GB',
  mailDomains: ['@post.example', '@mail.example', '@letters.example', '@inbox.example'],
  jobTitles: englishTitles,
  words: {
    ...englishNames,
    streets: composed(
      `Adams Apple Aspen Bay Beech Birch Bluff Bridge Broad Canyon Cedar Center Cherry Chestnut Church Clay Clover Cottonwood Court Creek Cypress
      Dogwood Eagle Elm Evergreen Fir First Forest Fourth Fox Franklin Front Garden Grand Green Grove Hickory High Highland Hill Hillcrest
      Juniper Lake Laurel Liberty Lincoln Linden Locust Magnolia Main Maple Market Meadow Mesa Mill Mulberry Oak Orchard Park Pecan Pine Pleasant
      Poplar Prairie Prospect Railroad Ridge River Rose Second Spring Spruce State Summit Sunset Sycamore Third Union Valley View Vine Walnut
      Washington Water Willow Wood`,
      '_St _Ave _Rd _Dr _Ln _Blvd _Ct _Way',
    ).map((street) => street.replace('_', ' ')),
    towns: townsIn(`
AZ Phoenix 850, Tucson 857
CA Los Angeles 900, San Diego 921, San Francisco 941, Sacramento 958, Fresno 937, Oakland 946, San Jose 951
CO Denver 802, Colorado Springs 809
CT Hartford 061
FL Miami 331, Tampa 336, Orlando 328, Jacksonville 322
GA Atlanta 303, Savannah 314
IL Chicago 606, Springfield 627
IN Indianapolis 462, Fort Wayne 468
IA Des Moines 503
KS Wichita 672
KY Louisville 402, Lexington 405
LA New Orleans 701
MA Boston 021, Worcester 016
MD Baltimore 212
MI Detroit 482, Grand Rapids 495, Lansing 489
MN Minneapolis 554, Saint Paul 551
MO Kansas City 641, Saint Louis 631
NC Charlotte 282, Raleigh 276
NE Omaha 681
NJ Newark 071
NM Albuquerque 871
NV Las Vegas 891, Reno 895
NY New York 100, Buffalo 142, Rochester 146, Albany 122, Syracuse 132
OH Columbus 432, Cleveland 441, Cincinnati 452, Toledo 436
OK Oklahoma City 731, Tulsa 741
OR Portland 972, Eugene 974
PA Philadelphia 191, Pittsburgh 152
SC Charleston 294
TN Nashville 372, Memphis 381, Knoxville 379
TX Houston 770, Dallas 752, Austin 787, San Antonio 782, El Paso 799
UT Salt Lake City 841
VA Richmond 232, Norfolk 235
WA Seattle 981, Spokane 992, Tacoma 984
WI Milwaukee 532, Madison 537`),
    regions: regionsIn(
      'AZ Arizona|CA California|CO Colorado|CT Connecticut|FL Florida|GA Georgia|IL Illinois|IN Indiana|IA Iowa|KS Kansas|KY Kentucky|LA Louisiana|MA Massachusetts|MD Maryland|MI Michigan|MN Minnesota|MO Missouri|NC North Carolina|NE Nebraska|NJ New Jersey|NM New Mexico|NV Nevada|NY New York|OH Ohio|OK Oklahoma|OR Oregon|PA Pennsylvania|SC South Carolina|TN Tennessee|TX Texas|UT Utah|VA Virginia|WA Washington|WI Wisconsin',
    ),
    companyForms: partsIn('Inc.|Inc.|LLC|LLC|Corp.|Co.'),
    sentences: englishSentences,
  },
})

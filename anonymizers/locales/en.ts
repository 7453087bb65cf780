import { englishNames, englishSentences, englishTitles } from './english.ts'
import { composed, partsIn, regionsIn, townsIn } from './compose.ts'
import { defineLocale } from './locale.ts'
import { phoneRanges } from './phone-ranges.ts'

export default defineLocale({
  name: 'en',
  describe: 'English, United Kingdom',
  country: 'GB',
  charsets: /./,
  street: { before: '', number: 'before' },
  postcode: 'XXX NAA',
  phone: phoneRanges.GB,
  accounts: 'GB',
  mailDomains: ['@post.example', '@mail.example', '@letters.example', '@inbox.example'],
  jobTitles: englishTitles,
  words: {
    ...englishNames,
    streets: composed(
      `Abbey Acorn Albion Alder Apple Ash Aspen Back Barn Beech Birch Bridge Broad Brook Castle Cedar Chapel Cherry Chestnut Church Cliff Common
      Cross Dale Elm Farm Fern Field Ford Fox Garden Grange Green Hawthorn Hazel High Hill Holly Ivy Juniper Lake Larch Laurel Lime Maple
      Market Meadow Mill Moor New North Oak Orchard Park Pine Poplar Quarry Queens Rose Rowan School South Spring Station Stone Sycamore Thorn
      Valley Victoria Vine Walnut Water West Willow Windmill Wood Yew`,
      '_Road _Street _Lane _Close _Avenue _Grove _Drive _Way',
    ).map((street) => street.replace('_', ' ')),
    towns: townsIn(`
ENG London E14 N16 W12 NW1 SE1 SW9, Manchester M14 M20, Birmingham B12 B28, Leeds LS1 LS6, Sheffield S10 S11, Liverpool L15 L18, Bristol BS1 BS6
ENG Newcastle upon Tyne NE1 NE3, Nottingham NG1 NG7, Leicester LE1 LE3, Coventry CV1 CV6, Bradford BD1 BD9, Hull HU5 HU9, Derby DE1 DE7
ENG Plymouth PL4 PL7, Southampton SO1, Portsmouth PO1 PO6, Norwich NR1 NR5, York YO1, Exeter EX1 EX4, Oxford OX1 OX4, Cambridge CB1 CB4
ENG Reading RG1 RG6, Brighton BN1 BN3, Bath BA1 BA2, Preston PR1 PR2, Chester CH1 CH2, Lincoln LN1 LN5, Gloucester GL1 GL4, Ipswich IP1 IP4
SCT Edinburgh EH1 EH7, Glasgow G12 G41, Aberdeen AB1, Dundee DD1 DD4, Inverness IV2 IV3, Perth PH1 PH2
WLS Cardiff CF1 CF5, Swansea SA1 SA5, Newport NP1, Wrexham LL1
NIR Belfast BT1 BT7, Lisburn BT2, Bangor BT3`),
    regions: regionsIn('ENG England|SCT Scotland|WLS Wales|NIR Northern Ireland'),
    companyForms: partsIn('Ltd|Ltd|Ltd|plc|LLP|& Co. Ltd'),
    sentences: englishSentences,
  },
})

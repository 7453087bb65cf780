import { composed, partsIn } from './compose.ts'
import type { LocaleWords } from './locale.ts'

/** What the United Kingdom and the United States have in common. */
export const englishNames: Pick<LocaleWords, 'names' | 'letters' | 'surnames'> = {
  names: 'en',
  letters: /^[A-Za-z' -]+$/,
  surnames: composed(
    `Alder Ash Ast Barn Beck Ben Birch Black Blake Bram Bran Brock Brook Buck Burn Carl Chad Clay Clif Crans Crow Cul Dal Den Dray East Eld
    Elm Fair Far Fern Fleet Ford Gar Glen Gold Grand Green Hal Ham Har Hart Hather Haw Hazel Heath Hol Horn Hurst Kel Ken King Kirk Lang Lark Law
    Lin Lock Long Mar Mel Mid Mill Mor Nor North Oak Old Pem Pen Pres Rad Ram Red Rock Row Rush Rye San Shel Sher Stan Star Stock Stone Strat
    Suth Swan Syl Tal Thorn Til Tren Wal Ward Wat Wel Wes West Wex Whit Wil Win Wood Worth`,
    `bank bourne bridge brook brooke burn bury by combe cote croft dale den don er field folk ford gate grave ham hill holt house hurst land
    ley low man mere mond more ney pool ridge shaw side son stead ster stock ston stow ton wall ward water way well wick wood worth worthy`,
  ),
}

export const englishTitles: readonly string[] = partsIn(
  'Accountant|Assistant Manager|Buyer|Clerk|Consultant|Customer Adviser|Driver|Electrician|Engineer|Finance Director|Forklift Operator|Logistics Planner|Mechanic|Office Manager|Product Manager|Project Manager|Quality Inspector|Receptionist|Sales Manager|Software Developer|Store Manager|Supervisor|Technician|Warehouse Operative',
)

export const englishSentences: readonly string[] = partsIn(`
Please handle the parcel with care.|The order has been accepted.|Goods as described, all in order.|Please enclose the invoice.
Delivery possible in the afternoon.|The parcel may be left at the pick-up point.|Packaging slightly damaged, contents intact.|Check stock before dispatch.
The delivery date has been moved.|Return accepted under the terms.|Complaint accepted.|Any colour will do.|No remarks.|Dispatch after payment.
Please ship both orders together.|Meant as a gift, please wrap nicely.|Details checked.|Discount applied as agreed.|Available on working days only.
Case closed.|To be clarified with the service desk.|Placeholder text.|Content replaced.|Unchanged.|Note.`)

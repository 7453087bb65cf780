import birthDate from './birth-date.ts'
import card from './card.ts'
import city from './city.ts'
import company from './company.ts'
import type { KnownDetector } from './detector.ts'
import email from './email.ts'
import firstName from './first-name.ts'
import fullName from './full-name.ts'
import geo from './geo.ts'
import iban from './iban.ts'
import ip from './ip.ts'
import job from './job.ts'
import lastName from './last-name.ts'
import mac from './mac.ts'
import nip from './nip.ts'
import passwordHash from './password-hash.ts'
import pesel from './pesel.ts'
import phone from './phone.ts'
import postcode from './postcode.ts'
import regon from './regon.ts'
import secret from './secret.ts'
import street from './street.ts'
import url from './url.ts'
import userAgent from './user-agent.ts'
import username from './username.ts'
import vat from './vat.ts'
import { ofWhole, type ValueDetector } from './value-detector.ts'

/** Every detector of places in text. They are small and pure, so they are there at once. */
export const detectors: readonly KnownDetector[] = [email, iban, nip, pesel, phone, regon]

/** Every detector of whole values; those of places in text are among them. */
export const valueDetectors: readonly ValueDetector[] = [
  ...detectors.map(ofWhole),
  birthDate,
  card,
  city,
  company,
  firstName,
  fullName,
  geo,
  ip,
  job,
  lastName,
  mac,
  passwordHash,
  postcode,
  secret,
  street,
  url,
  userAgent,
  username,
  vat,
]

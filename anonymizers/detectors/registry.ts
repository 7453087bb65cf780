import card from './card.ts'
import company from './company.ts'
import type { KnownDetector } from './detector.ts'
import email from './email.ts'
import firstName from './first-name.ts'
import fullName from './full-name.ts'
import iban from './iban.ts'
import ip from './ip.ts'
import lastName from './last-name.ts'
import mac from './mac.ts'
import nip from './nip.ts'
import passwordHash from './password-hash.ts'
import pesel from './pesel.ts'
import phone from './phone.ts'
import postcode from './postcode.ts'
import street from './street.ts'
import userAgent from './user-agent.ts'
import vat from './vat.ts'
import { ofWhole, type ValueDetector } from './value-detector.ts'

/** Every detector of places in text. They are small and pure, so they are there at once. */
export const detectors: readonly KnownDetector[] = [email, iban, nip, pesel, phone]

/** Every detector of whole values; those of places in text are among them. */
export const valueDetectors: readonly ValueDetector[] = [
  ...detectors.map(ofWhole),
  card,
  company,
  firstName,
  fullName,
  ip,
  lastName,
  mac,
  passwordHash,
  postcode,
  street,
  userAgent,
  vat,
]

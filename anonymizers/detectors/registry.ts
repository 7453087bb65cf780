import type { KnownDetector } from './detector.ts'
import email from './email.ts'
import iban from './iban.ts'
import nip from './nip.ts'
import pesel from './pesel.ts'
import phone from './phone.ts'

/** Every detector. They are small and pure, so they are there at once. */
export const detectors: readonly KnownDetector[] = [email, iban, nip, pesel, phone]

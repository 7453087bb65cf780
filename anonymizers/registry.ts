import type { Registry } from '../core/registry.ts'
import type { Transformer } from './transformer.ts'

/** Every transformer that a policy can name, loaded when one does. */
export const transformers: Registry<Transformer> = {
  bijection: () => import('./transformers/bijection.ts'),
  birthDate: () => import('./transformers/birthDate.ts'),
  card: () => import('./transformers/card.ts'),
  city: () => import('./transformers/city.ts'),
  company: () => import('./transformers/company.ts'),
  constant: () => import('./transformers/constant.ts'),
  dateShift: () => import('./transformers/dateShift.ts'),
  email: () => import('./transformers/email.ts'),
  firstName: () => import('./transformers/firstName.ts'),
  freeText: () => import('./transformers/freeText.ts'),
  fullName: () => import('./transformers/fullName.ts'),
  houseNumber: () => import('./transformers/houseNumber.ts'),
  iban: () => import('./transformers/iban.ts'),
  ip: () => import('./transformers/ip.ts'),
  lastName: () => import('./transformers/lastName.ts'),
  nip: () => import('./transformers/nip.ts'),
  null: () => import('./transformers/null.ts'),
  passwordHash: () => import('./transformers/passwordHash.ts'),
  pesel: () => import('./transformers/pesel.ts'),
  phone: () => import('./transformers/phone.ts'),
  postcode: () => import('./transformers/postcode.ts'),
  regon: () => import('./transformers/regon.ts'),
  street: () => import('./transformers/street.ts'),
  token: () => import('./transformers/token.ts'),
  username: () => import('./transformers/username.ts'),
  uuid: () => import('./transformers/uuid.ts'),
  vat: () => import('./transformers/vat.ts'),
}

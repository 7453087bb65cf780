import type { FieldErrors } from './errors.ts'

type Form = Readonly<Record<string, unknown>>

export interface ShipmentForm {
  readonly receiver: Form
  readonly parcels: readonly Form[]
  readonly service: string
  readonly reference: string | null
  readonly attributes: Form
}

const lockerService = 'inpost_locker_standard'
const templates = ['small', 'medium', 'large', 'xlarge']

/**
 * Checks a creation in simplified mode by the rules of ShipX's "Form validation" that a shop can
 * break: receiver, parcels, target point.
 */
export function readShipment(
  body: unknown,
  rejectedPoints: readonly string[],
): { readonly form: ShipmentForm } | { readonly errors: FieldErrors } {
  const sent = asForm(body)
  const errors: FieldErrors = {}
  const attributes = asForm(sent['custom_attributes'])
  const service = text(sent['service']) || lockerService
  const locker = service.startsWith('inpost_locker')

  const receiver = asForm(sent['receiver'])
  const receiverErrors = receiverForm(receiver, locker)
  if (Object.keys(receiver).length === 0) errors['receiver'] = ['required']
  else if (Object.keys(receiverErrors).length > 0) errors['receiver'] = [receiverErrors]

  const given = sent['parcels']
  const parcels = (Array.isArray(given) ? given : given === undefined ? [] : [given]).map(asForm)
  if (parcels.length === 0) errors['parcels'] = ['required']
  const parcelErrors = parcels.map(parcelForm)
  if (parcelErrors.some((one) => Object.keys(one).length > 0)) errors['parcels'] = parcelErrors

  const point = text(attributes['target_point'])
  if (locker && point === '') errors['custom_attributes'] = [{ target_point: ['required'] }]
  else if (
    point !== '' &&
    (!/^[A-Z]{3}\d{2,4}[A-Z0-9]{0,4}$/.test(point) || rejectedPoints.includes(point))
  )
    errors['custom_attributes'] = [{ target_point: ['does_not_exist'] }]

  if (Object.keys(errors).length > 0) return { errors }
  const reference = text(sent['reference']) || null
  return { form: { receiver, parcels, service, reference, attributes } }
}

function receiverForm(receiver: Form, locker: boolean): FieldErrors {
  const errors: FieldErrors = {}
  const phone = text(receiver['phone'])
  if (phone === '') errors['phone'] = ['required']
  else if (!/^\+?[\d ()-]{9,20}$/.test(phone)) errors['phone'] = ['invalid_format']
  const email = text(receiver['email'])
  if (locker && email === '') errors['email'] = ['required']
  else if (email !== '' && !/^[^@\s]+@[^@\s]+$/.test(email)) errors['email'] = ['invalid_format']
  const person = text(receiver['first_name']) !== '' && text(receiver['last_name']) !== ''
  if (!locker) {
    if (!person && text(receiver['company_name']) === '' && text(receiver['name']) === '')
      errors['name'] = ['required']
    if (Object.keys(asForm(receiver['address'])).length === 0) errors['address'] = ['required']
  }
  return errors
}

function parcelForm(parcel: Form): FieldErrors {
  const template = text(parcel['template'])
  if (template !== '') return templates.includes(template) ? {} : { template: ['invalid'] }
  const errors: FieldErrors = {}
  if (Object.keys(asForm(parcel['dimensions'])).length === 0) errors['dimensions'] = ['required']
  if (Object.keys(asForm(parcel['weight'])).length === 0) errors['weight'] = ['required']
  return errors
}

const asForm = (value: unknown): Form =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Form) : {}

const text = (value: unknown): string =>
  typeof value === 'string' ? value.trim() : typeof value === 'number' ? String(value) : ''

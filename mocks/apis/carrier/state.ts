/** What the carrier knows. Plain data. */
export interface CarrierState {
  nextId: number
  shipments: Shipment[]
  /** Organization that a token belongs to: the one it was first used for. */
  organizations: Record<string, string>
  /** Points that do not exist for this scenario. */
  rejectedPoints: string[]
  /** Reads of a shipment after its creation that still show no tracking number. */
  readsBeforeTracking: number
  /** Only this token is taken, when it is set. */
  onlyToken: string | null
}

export interface Shipment {
  readonly id: number
  readonly organization: string
  status: 'created' | 'confirmed' | 'canceled'
  trackingNumber: string | null
  /** How often it was read since it was created. */
  reads: number
  readonly service: string
  readonly reference: string | null
  readonly receiver: Readonly<Record<string, unknown>>
  readonly parcels: readonly Readonly<Record<string, unknown>>[]
  readonly attributes: Readonly<Record<string, unknown>>
  /** Milliseconds since the epoch. */
  readonly createdAt: number
  updatedAt: number
}

export function initialState(): CarrierState {
  return {
    nextId: 1_000_001,
    shipments: [],
    organizations: {},
    rejectedPoints: [],
    readsBeforeTracking: 0,
    onlyToken: null,
  }
}

/**
 * Buying the offer goes on after the answer to the creation: a later read finds the shipment
 * confirmed and numbered.
 */
export function read(shipment: Shipment, state: CarrierState, now: number): Shipment {
  shipment.reads++
  if (shipment.status === 'created' && shipment.reads > state.readsBeforeTracking) {
    shipment.status = 'confirmed'
    shipment.trackingNumber = trackingNumber(shipment.id)
    shipment.updatedAt = now
  }
  return shipment
}

/** 24 digits, the customary length; `6` in front and never one that the real carrier has given out. */
export function trackingNumber(id: number): string {
  return `6${'0'.repeat(13)}${String(id).padStart(10, '0')}`
}

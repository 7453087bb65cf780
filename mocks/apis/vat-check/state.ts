/** Fault codes of VIES, as its WSDL documents them. */
export const faultCodes = [
  'INVALID_INPUT',
  'INVALID_REQUESTER_INFO',
  'SERVICE_UNAVAILABLE',
  'MS_UNAVAILABLE',
  'TIMEOUT',
  'VAT_BLOCKED',
  'IP_BLOCKED',
  'GLOBAL_MAX_CONCURRENT_REQ',
  'GLOBAL_MAX_CONCURRENT_REQ_TIME',
  'MS_MAX_CONCURRENT_REQ',
  'MS_MAX_CONCURRENT_REQ_TIME',
] as const

export type FaultCode = (typeof faultCodes)[number]

/** What the service knows. Plain data. `subject`: a country, `DE`, or a number with it, `DE999999999`. */
export interface VatState {
  /** Countries that fail, how and how often still (null: until switched off). */
  faults: { country: string; code: FaultCode; left: number | null }[]
  verdicts: { subject: string; valid: boolean; consultation: string | null }[]
  consultations: number
  /** Requests taken per `window` milliseconds; null: as many as come. */
  limit: { requests: number; window: number } | null
  /** When the requests of the running window came. */
  taken: number[]
}

export function initialState(): VatState {
  return { faults: [], verdicts: [], consultations: 0, limit: null, taken: [] }
}

/** The fault of the country, or of all; counted down. */
export function takeFault(state: VatState, country: string): FaultCode | undefined {
  const fault = state.faults.find(
    (one) => (one.country === country || one.country === 'all') && one.left !== 0,
  )
  if (typeof fault?.left === 'number') fault.left--
  return fault?.code
}

/** Whether one more request at `now` is beyond the limit; takes it when it is not. */
export function overLimit(state: VatState, now: number): boolean {
  if (!state.limit) return false
  const { requests, window } = state.limit
  state.taken = state.taken.filter((t) => t > now - window)
  if (state.taken.length >= requests) return true
  state.taken.push(now)
  return false
}

/** What a scenario said of the number, else of its country; the latest word counts. */
export function verdictOf(state: VatState, country: string, number: string) {
  const latest = state.verdicts.toReversed()
  return (
    latest.find(({ subject }) => subject === country + number) ??
    latest.find(({ subject }) => subject === country)
  )
}

/** 16 characters, as the real consultation numbers: a fixed start and a running number. */
export function nextConsultation(state: VatState): string {
  return `WAPITEST${String(++state.consultations).padStart(8, '0')}`
}

import { PermanentError } from './jobs.ts'
import type { Settings } from './settings.ts'

export interface Shipment {
  readonly id: string
  /** Comes some time after the shipment was created. */
  readonly trackingNumber: string | undefined
}

/** What a shipment is asked for with; the fields are the carrier's. */
export type ShipmentRequest = Readonly<Record<string, unknown>> & { readonly reference: string }

export interface Carrier {
  create(request: ShipmentRequest): Promise<Shipment>
  /** A shipment that was created under `reference`, when its answer may have been lost. */
  find(reference: string): Promise<Shipment | undefined>
  read(id: string): Promise<Shipment>
}

/** Client of the carrier's REST interface. Refusals that no repetition mends are PermanentErrors. */
export function createCarrier(settings: Settings): Carrier {
  const organization = `/v1/organizations/${settings.carrierOrganization}/shipments`
  const call = async (method: string, path: string, body?: ShipmentRequest): Promise<unknown> => {
    const response = await fetch(settings.carrierUrl + path, {
      method,
      headers: {
        authorization: `Bearer ${settings.carrierToken}`,
        accept: 'application/json',
        ...(body ? { 'content-type': 'application/json' } : {}),
      },
      ...(body ? { body: JSON.stringify(body) } : {}),
      signal: AbortSignal.timeout(5000),
    })
    if (response.ok) return response.json()
    const text = await response.text()
    const problem = `${response.status} ${errorKey(text)}`
    const temporary = response.status >= 500 || [408, 425, 429].includes(response.status)
    throw temporary ? new Error(problem) : new PermanentError(problem)
  }
  return {
    create: async (request) => shipmentOf(await call('POST', organization, request)),
    find: async (reference) => {
      const path = `${organization}?reference=${encodeURIComponent(reference)}`
      const { items = [] } = (await call('GET', path)) as { items?: readonly unknown[] }
      return items[0] === undefined ? undefined : shipmentOf(items[0])
    },
    read: async (id) => shipmentOf(await call('GET', `/v1/shipments/${id}`)),
  }
}

function shipmentOf(answer: unknown): Shipment {
  const { id, tracking_number: number } = answer as { id?: number; tracking_number?: string | null }
  if (id === undefined) throw new Error('the carrier’s answer has no shipment')
  return { id: String(id), trackingNumber: number ?? undefined }
}

/** The error's key and the fields it is about; its texts may repeat the receiver's data. */
function errorKey(body: string): string {
  try {
    const { error, details } = JSON.parse(body) as { error?: string; details?: object }
    const fields = Object.keys(details ?? {}).join(', ')
    return fields ? `${error ?? ''} (${fields})` : (error ?? '')
  } catch {
    return 'without a usable body'
  }
}

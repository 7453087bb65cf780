import { http, HttpResponse, type HttpResponseResolver } from 'msw'
import { PoligonError } from '../../core/errors.ts'
import { name, say } from '../../core/redacted.ts'
import { defineMock, type MockContext } from '../api.ts'
import { errorResponse } from './carrier/errors.ts'
import { examples } from './carrier/examples.ts'
import { labelPdf } from './carrier/label.ts'
import { shipmentJson } from './carrier/representation.ts'
import { initialState, read, type CarrierState, type Shipment } from './carrier/state.ts'
import { readShipment } from './carrier/validation.ts'

const origin = 'https://api-shipx-pl.easypack24.net'

/**
 * A parcel-locker carrier in the manner of InPost ShipX 1.x, simplified mode: paths, fields, error
 * keys and shapes as its public documentation tells them. Quirks that integrations trip over are
 * kept: the answer to a creation has no tracking number yet, and a repeated creation makes a second
 * shipment (there is no idempotency key; a lost answer is found again by `?reference=`).
 * Not confirmed by the documentation, thus to be relied on with care: the list filter `reference`,
 * and 422 `invalid_action` for a label before confirmation.
 */
export default defineMock<CarrierState>({
  name: 'carrier',
  describe: 'Parcel-locker carrier (REST, in the manner of InPost ShipX)',
  origin,
  protocol: 'http',
  initialState,
  examples,
  failure: (status) =>
    errorResponse(
      status === 503 ? 'service_unavailable' : 'internal_server_error',
      undefined,
      {},
      status,
    ),
  handlers: (context) => [
    http.post(
      `${origin}/v1/organizations/:organization_id/shipments`,
      vendor(async ({ request, params }) => {
        const organization = String(params['organization_id'])
        return guard(request, context, organization) ?? create(request, context, organization)
      }),
    ),
    http.get(
      `${origin}/v1/organizations/:organization_id/shipments`,
      vendor(({ request, params }) => {
        const organization = String(params['organization_id'])
        return guard(request, context, organization) ?? list(request, context, organization)
      }),
    ),
    http.get(
      `${origin}/v1/shipments/:id`,
      vendor(({ request, params }) =>
        withShipment(request, context, params['id'], (shipment) =>
          show(read(shipment, context.state, context.clock.now()), context),
        ),
      ),
    ),
    http.get(
      `${origin}/v1/shipments/:id/label`,
      vendor(({ request, params }) =>
        withShipment(request, context, params['id'], (shipment) => label(shipment, request)),
      ),
    ),
    http.delete(
      `${origin}/v1/shipments/:id`,
      vendor(({ request, params }) =>
        withShipment(request, context, params['id'], (shipment) => {
          if (shipment.status !== 'created') return errorResponse('invalid_action', request)
          shipment.status = 'canceled'
          return new HttpResponse(null, { status: 204 })
        }),
      ),
    ),
    http.get(
      `${origin}/v1/tracking/:tracking_number`,
      vendor(({ request, params }) => {
        const { shipments } = context.state
        const found = shipments.find((one) => one.trackingNumber === params['tracking_number'])
        return found ? tracking(found) : errorResponse('resource_not_found', request)
      }),
    ),
  ],
  switches: {
    'reject-point': {
      describe: 'Shipments to this point are refused: it does not exist; `none` ends it',
      example: 'WAW123A',
      apply(state, point) {
        if (point === 'none') state.rejectedPoints = []
        else state.rejectedPoints.push(point)
      },
    },
    'tracking-after': {
      describe: 'A shipment shows its tracking number only from the read after so many others on',
      example: '3',
      apply(state, reads) {
        state.readsBeforeTracking = wholeNumber(reads)
      },
    },
    token: {
      describe: 'Only this access token is taken; others are answered 401; `any` ends it',
      example: 'another-token',
      apply(state, token) {
        state.onlyToken = token === 'any' ? null : token
      },
    },
  },
})

type Context = MockContext<CarrierState>

/** Answers carry the request's `X-Request-ID`, or one of their own. */
function vendor(
  resolver: (info: Parameters<HttpResponseResolver>[0]) => Response | Promise<Response>,
) {
  return async (info: Parameters<HttpResponseResolver>[0]): Promise<Response> => {
    const response = await resolver(info)
    response.headers.set('x-request-id', info.request.headers.get('x-request-id') ?? info.requestId)
    return response
  }
}

/** The refusal of a caller without a token, or with another organization's; undefined when all is well. */
function guard(request: Request, { state }: Context, organization?: string): Response | undefined {
  const [, token] = /^Bearer\s+(\S+)$/i.exec(request.headers.get('authorization') ?? '') ?? []
  if (token === undefined || (state.onlyToken !== null && token !== state.onlyToken))
    return errorResponse('unauthorized', request)
  if (organization === undefined) return undefined
  const own = Object.hasOwn(state.organizations, token) ? state.organizations[token] : undefined
  if (own === undefined) state.organizations[token] = organization
  else if (own !== organization) return errorResponse('access_forbidden', request)
  return undefined
}

async function create(request: Request, context: Context, organization: string): Promise<Response> {
  let body: unknown
  try {
    body = await request.json()
  } catch {
    return errorResponse('malformed_request', request)
  }
  const { state, clock } = context
  const checked = readShipment(body, state.rejectedPoints)
  if ('errors' in checked) return errorResponse('validation_failed', request, checked.errors)
  const now = clock.now()
  const shipment: Shipment = {
    id: state.nextId++,
    organization,
    status: 'created',
    trackingNumber: null,
    reads: 0,
    ...checked.form,
    createdAt: now,
    updatedAt: now,
  }
  state.shipments.push(shipment)
  return HttpResponse.json(shipmentJson(shipment, context.baseUrl), { status: 201 })
}

function list(request: Request, context: Context, organization: string): Response {
  const query = new URL(request.url).searchParams
  const page = Math.max(1, Number(query.get('page') ?? 1) || 1)
  const perPage = Math.min(100, Math.max(1, Number(query.get('per_page') ?? 30) || 30))
  const wanted = (shipment: Shipment) =>
    shipment.organization === organization &&
    [query.get('reference') ?? shipment.reference].includes(shipment.reference) &&
    [query.get('tracking_number') ?? shipment.trackingNumber].includes(shipment.trackingNumber)
  const found = context.state.shipments.filter(wanted).toReversed()
  return HttpResponse.json({
    href: `${context.baseUrl}/v1/organizations/${organization}/shipments`,
    count: found.length,
    page,
    per_page: perPage,
    items: found
      .slice((page - 1) * perPage, page * perPage)
      .map((one) => shipmentJson(read(one, context.state, context.clock.now()), context.baseUrl)),
  })
}

function withShipment(
  request: Request,
  context: Context,
  id: string | readonly string[] | undefined,
  answer: (shipment: Shipment) => Response,
): Response {
  const refused = guard(request, context)
  if (refused) return refused
  const shipment = context.state.shipments.find((one) => String(one.id) === id)
  if (!shipment) return errorResponse('resource_not_found', request)
  return guard(request, context, shipment.organization) ?? answer(shipment)
}

const show = (shipment: Shipment, { baseUrl }: Context) =>
  HttpResponse.json(shipmentJson(shipment, baseUrl))

function label(shipment: Shipment, request: Request): Response {
  if (shipment.trackingNumber === null) return errorResponse('invalid_action', request)
  const point = shipment.attributes['target_point']
  const lines = [
    shipment.service,
    `No. ${shipment.trackingNumber}`,
    `To: ${typeof point === 'string' ? point : 'address'}`,
    `Ref. ${shipment.reference ?? '-'}`,
    'SPECIMEN - not for posting',
  ]
  return new HttpResponse(labelPdf(lines), {
    headers: {
      'content-type': 'application/pdf',
      'content-disposition': `attachment; filename="${shipment.trackingNumber}.pdf"`,
    },
  })
}

function tracking({ trackingNumber, service, status, updatedAt }: Shipment): Response {
  return HttpResponse.json({
    tracking_number: trackingNumber,
    service,
    status,
    tracking_details: [{ status, datetime: new Date(updatedAt).toISOString() }],
  })
}

function wholeNumber(text: string): number {
  if (/^\d{1,6}$/.test(text)) return Number(text)
  throw new PoligonError('POLIGON_CONFIG', {
    what: say`${name(text)} is not a whole number.`,
    remedy: say`Write a count such as \`3\`.`,
  })
}

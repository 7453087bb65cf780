import { HttpResponse } from 'msw'

/** Keys, statuses and shape of errors as in ShipX's documentation ("Errors", "Error Keys"). */
const catalogue = {
  unauthorized: [
    401,
    'Access token is missing or not valid.',
    'Brak tokenu lub token nieprawidłowy.',
  ],
  access_forbidden: [403, 'Access to the resource is forbidden.', 'Brak dostępu do zasobu.'],
  resource_not_found: [404, 'The resource was not found.', 'Nie znaleziono zasobu.'],
  malformed_request: [
    400,
    'The body of the request is not JSON.',
    'Treść żądania nie jest JSON-em.',
  ],
  validation_failed: [
    400,
    'Data sent by the request is not valid. Check details.',
    'Przesłane dane są nieprawidłowe. Sprawdź szczegóły.',
  ],
  invalid_action: [
    422,
    'The action is not available in the present status.',
    'Akcja niedostępna w obecnym statusie.',
  ],
  service_unavailable: [503, 'The service is unavailable.', 'Usługa jest niedostępna.'],
  internal_server_error: [500, 'The server failed.', 'Błąd serwera.'],
} as const

export type CarrierError = keyof typeof catalogue

/** Errors of a form by field; a nested form is a list of forms. */
export type FieldErrors = { [field: string]: (string | FieldErrors)[] }

/** `message` follows Accept-Language: `pl_PL`, `keys`, else English. */
export function errorResponse(
  error: CarrierError,
  request: Request | undefined,
  details: FieldErrors = {},
  status: number = catalogue[error][0],
): Response {
  const language = request?.headers.get('accept-language') ?? ''
  const [, english, polish] = catalogue[error]
  const message = language.startsWith('keys') ? error : /^pl/i.test(language) ? polish : english
  return HttpResponse.json({ status, error, message, details }, { status })
}

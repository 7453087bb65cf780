import { escapeXml, child, parseXml, type XmlElement } from './xml.ts'

/** Namespaces of the envelope: SOAP 1.1 (W3C note, 2000) and SOAP 1.2 (W3C recommendation, 2007). */
const envelopes = {
  '1.1': 'http://schemas.xmlsoap.org/soap/envelope/',
  '1.2': 'http://www.w3.org/2003/05/soap-envelope',
} as const

export type SoapVersion = keyof typeof envelopes

export interface SoapMessage {
  readonly version: SoapVersion
  /** The first element of the body: what is called is its namespace and local name. */
  readonly operation: XmlElement
}

/** @returns undefined when the text is no SOAP message with something in its body. */
export function readSoap(text: string): SoapMessage | undefined {
  let root: XmlElement
  try {
    root = parseXml(text)
  } catch {
    return undefined
  }
  const version = (['1.1', '1.2'] as const).find((one) => envelopes[one] === root.namespace)
  const operation = child(root, 'Body')?.children[0]
  return root.name === 'Envelope' && version && operation ? { version, operation } : undefined
}

/** Local name of the operation; undefined when the body is no SOAP message. */
export function soapOperation(body: Uint8Array): string | undefined {
  if (body.length === 0) return undefined
  return readSoap(Buffer.from(body.buffer, body.byteOffset, body.length).toString('utf8'))
    ?.operation.name
}

/** An answer around `content`, which is XML already. */
export function soapResponse(version: SoapVersion, content: string, status = 200): Response {
  return new Response(
    `<?xml version="1.0" encoding="UTF-8"?>\n<soap:Envelope xmlns:soap="${envelopes[version]}"><soap:Body>${content}</soap:Body></soap:Envelope>`,
    {
      status,
      headers: {
        'content-type': `${version === '1.1' ? 'text/xml' : 'application/soap+xml'};charset=UTF-8`,
      },
    },
  )
}

/** A Fault: HTTP 500 (SOAP 1.1 §6.2); `client` faults of SOAP 1.2 are 400 (part 2 §7.5.2.2). */
export function soapFault(
  version: SoapVersion,
  side: 'client' | 'server',
  reason: string,
): Response {
  const text = escapeXml(reason)
  if (version === '1.1')
    return soapResponse(
      version,
      `<soap:Fault><faultcode>soap:${side === 'client' ? 'Client' : 'Server'}</faultcode><faultstring>${text}</faultstring></soap:Fault>`,
      500,
    )
  return soapResponse(
    version,
    `<soap:Fault><soap:Code><soap:Value>soap:${side === 'client' ? 'Sender' : 'Receiver'}</soap:Value></soap:Code><soap:Reason><soap:Text xml:lang="en">${text}</soap:Text></soap:Reason></soap:Fault>`,
    side === 'client' ? 400 : 500,
  )
}

/** Elements of one namespace-less level, in order; undefined values are left out. */
export function xmlFields(fields: Readonly<Record<string, string | boolean | undefined>>): string {
  return Object.entries(fields)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => `<${key}>${escapeXml(String(value))}</${key}>`)
    .join('')
}

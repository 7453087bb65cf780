import { createClientAsync } from 'soap'

/** Prints the answer to one call as JSON. Arguments: address of the WSDL, operation, message as JSON. */
const [wsdl = '', operation = '', message = '{}'] = process.argv.slice(2)
const client = await createClientAsync(wsdl)
const call = (client as unknown as Record<string, (message: object) => Promise<[unknown]>>)[
  `${operation}Async`
]!
try {
  const [answer] = await call.call(client, JSON.parse(message) as object)
  process.stdout.write(JSON.stringify(answer))
} catch (failure) {
  const { root } = failure as { root?: { Envelope: { Body: { Fault: { faultstring: string } } } } }
  if (!root) throw failure
  process.stdout.write(JSON.stringify({ fault: root.Envelope.Body.Fault.faultstring }))
}

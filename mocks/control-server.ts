import type { IncomingMessage, ServerResponse } from 'node:http'
import { z } from 'zod'
import { PoligonError } from '../core/errors.ts'
import { say } from '../core/redacted.ts'
import { readBody } from './incoming.ts'
import type { MockControl } from './running.ts'

/** A call of {@link MockControl} as it goes over the wire: one JSON object, POSTed. */
export const controlCall = z.discriminatedUnion('call', [
  z.strictObject({ call: z.literal('reset'), slot: z.string() }),
  z.strictObject({
    call: z.literal('turn'),
    slot: z.string(),
    api: z.string(),
    name: z.string(),
    argument: z.string(),
  }),
  z.strictObject({ call: z.literal('requests'), slot: z.string() }),
  z.strictObject({ call: z.literal('open'), slot: z.string() }),
])

export type ControlCall = z.infer<typeof controlCall>

/** Answers a control call: 200 with `{result}`, or 400 with `{error: {code, what, remedy}}`. */
export async function serveControl(
  control: MockControl,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
): Promise<void> {
  const reply = (status: number, body: object) => {
    outgoing.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
  }
  try {
    const call = readCall(Buffer.from(await readBody(incoming)).toString('utf8'))
    reply(200, { result: (await perform(control, call)) ?? null })
  } catch (failure) {
    if (!(failure instanceof PoligonError)) throw failure
    const { code, what, remedy } = failure
    reply(400, { error: { code, what, remedy } })
  }
}

function readCall(text: string): ControlCall {
  try {
    return controlCall.parse(JSON.parse(text))
  } catch (cause) {
    throw new PoligonError('POLIGON_USAGE', {
      what: say`The control interface of the mocks did not understand a call.`,
      remedy: say`Use connectMocks of the same version.`,
      cause,
    })
  }
}

function perform(control: MockControl, call: ControlCall): Promise<unknown> {
  switch (call.call) {
    case 'reset':
      return control.reset(call.slot)
    case 'turn':
      return control.turn(call.slot, call.api, call.name, call.argument)
    case 'requests':
      return control.requests(call.slot)
    case 'open':
      return control.open(call.slot)
  }
}

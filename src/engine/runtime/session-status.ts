import type { Status } from '../api/status'

const ours = { kind: 'Status', apiVersion: 'v1', metadata: {} } as const

/** The status of a command that has exited with 0, or of an `attach` that is over. */
export const succeeded: Status = { ...ours, status: 'Success', code: 200 }

/** The status of a command that has exited with another code (the protocol's channel 3). */
export const failed = (code: number): Status => ({
  ...ours,
  status: 'Failure',
  reason: 'NonZeroExitCode',
  message: `command terminated with non-zero exit code: command terminated with exit code ${code}`,
  details: { causes: [{ reason: 'ExitCode', message: String(code) }] },
  code: 500,
})

/** The status for an exit code. */
export const statusOfExit = (code: number): Status => (code === 0 ? succeeded : failed(code))

import type { Call } from '../../command'
import { failed } from '../../errors'
import { metadataOf, type Naming } from '../../generators/metadata'
import { isObject, type JsonObject, own } from '../../json'
import { select } from '../../resources/select'
import { typed } from '../../typed'
import { annotationsIn, labelsIn } from '../../writing/annotation'

type Texts = Readonly<Record<string, string>>

/** The Job that a CronJob would make now (kubectl's create_job.go, createJobFromCronJob). */
export async function fromCronJob(
  call: Call,
  reference: string,
  naming: Naming,
): Promise<JsonObject> {
  const { infos, errors } = await select(call, { words: [reference], singleType: true })
  if (errors.length > 0) throw errors[0]
  const [info] = infos
  if (info?.resource.kind !== 'CronJob') {
    throw failed(`unknown object type *v1.${info?.resource.kind ?? ''}`)
  }
  const template = inside(inside(info.object, 'spec'), 'jobTemplate')
  const annotations = {
    ...(annotationsIn(template) as Texts),
    'cronjob.kubernetes.io/instantiate': 'manual',
  }
  const metadata = {
    ...metadataOf(naming, { labels: labelsIn(template) as Texts, annotations }),
    ownerReferences: [
      {
        apiVersion: 'batch/v1',
        kind: 'CronJob',
        name: info.name,
        uid: own(inside(info.object, 'metadata'), 'uid') ?? '',
        controller: true,
      },
    ],
  }
  const spec = inside(template, 'spec')
  return typed({ kind: 'Job', apiVersion: 'batch/v1', metadata, spec, status: {} })
}

const inside = (object: JsonObject, key: string): JsonObject => {
  const value = own(object, key)
  return isObject(value) ? value : {}
}

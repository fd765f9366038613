import { z } from 'zod';

/**
 * The JSON Schema (draft-07, which the YAML language server understands) of what a person writes: keys with a default
 * may be left out.
 * @param id address under which the schema is known
 */
export const jsonSchemaFor = (schema: z.ZodType, id: string, title: string): object => {
  const { $schema, ...rest } = z.toJSONSchema(schema, { target: 'draft-7', io: 'input', unrepresentable: 'any' });
  return { $schema, $id: id, title, ...rest };
};

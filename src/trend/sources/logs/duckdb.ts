import type { DuckDBConnection } from "@duckdb/node-api";

/** Megabytes that the database may hold before it puts what it works with into its temporary folder. */
const memoryMegabytes = 400;
/** Each thread has buffers of its own. */
const threads = 2;

/** The package is big, and only those who read access logs need it. */
async function loadDuckdb(): Promise<typeof import("@duckdb/node-api")> {
  try {
    return await import("@duckdb/node-api");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ERR_MODULE_NOT_FOUND") throw error;
    throw new Error("reading access logs needs a package that is missing: run npm install @duckdb/node-api");
  }
}

/**
 * Works with a database in memory that is gone afterwards. It fetches nothing: no extensions, no addresses.
 *
 * @param temporaryFolder for what does not fit into memory
 * @param signal ends whatever is being asked of the database, which then rejects
 */
export async function withDatabase<T>(
  temporaryFolder: string,
  signal: AbortSignal,
  work: (database: DuckDBConnection) => Promise<T>,
): Promise<T> {
  const { DuckDBInstance } = await loadDuckdb();
  const instance = await DuckDBInstance.create(":memory:", {
    memory_limit: `${memoryMegabytes}MB`,
    threads: String(threads),
    temp_directory: temporaryFolder,
    preserve_insertion_order: "false",
    autoinstall_known_extensions: "false",
    autoload_known_extensions: "false",
  });
  const connection = await instance.connect();
  const stop = () => connection.interrupt();
  signal.addEventListener("abort", stop, { once: true });
  try {
    signal.throwIfAborted();
    await connection.run("SET TimeZone = 'UTC'");
    return await work(connection);
  } finally {
    signal.removeEventListener("abort", stop);
    connection.closeSync();
    instance.closeSync();
  }
}

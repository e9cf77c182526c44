import type { DocumentFields, ExtractorOptions, Format, PictureOptions } from "./relata.js";

/** What is wanted of an article. */
export interface ReadOptions<F extends Format = Format> {
    /** Other options than the reader's; changing them makes a new extractor, which takes some tens of milliseconds. */
    options?: ExtractorOptions;
    /** What is known of the article. */
    document?: DocumentFields;
    /** The formats it is written in; `["json"]` by default. */
    formats?: readonly F[];
    /** How `svg`, `dot` and `mermaid` are drawn. */
    picture?: PictureOptions;
}

/** Reads articles in a worker of its own, so that the page does not wait. */
export class Reader {
    /** Starts the worker. The options are checked when the first article is read. */
    constructor(options?: ExtractorOptions);
    /**
     * The graph of an article in the formats wanted. Articles are read one after the other.
     *
     * Rejects with the errors of `Extractor` and `Graph.write`.
     */
    read<F extends Format = "json">(text: string, wanted?: ReadOptions<F>): Promise<Record<F, string>>;
    /** Ends the worker; what it had not read is rejected. */
    close(): void;
}

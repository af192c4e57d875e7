// Entry points of a compression scheme library: what a library named in <httpCompression> exports.
// This header declares them with C linkage, so its source defines them as they stand here. One
// context compresses one response, on one thread at a time; contexts run in parallel.
#pragma once

#include "iis/interface.h"

// What Compress2 is to do: take input, output may wait; put out all that waits; end the stream.
#define IIS_COMPRESSION_OPERATION_PROCESS 0
#define IIS_COMPRESSION_OPERATION_FLUSH 1
#define IIS_COMPRESSION_OPERATION_FINISH 2

// Called once, after the library is loaded. A failure disables the scheme. (Page:
// initcompression-function.)
PENSTOCK_ENTRY_POINT HRESULT WINAPI InitCompression();

// Called once, before the library is unloaded. (Page: deinitcompression-function.)
PENSTOCK_ENTRY_POINT VOID WINAPI DeInitCompression();

// Makes a context fit for another response. Optional, and not called by this server. (Page:
// resetcompression-function.)
PENSTOCK_ENTRY_POINT HRESULT WINAPI ResetCompression(IN OUT PVOID context);

// Makes a context for one response. `reserved` is 0. (Page: createcompression-function.)
PENSTOCK_ENTRY_POINT HRESULT WINAPI CreateCompression(OUT PVOID* context, IN ULONG reserved);

// Compresses some input; tells how much of it was used and how much output there is. Called until a
// response is through: with an input of 0 bytes at its end, until S_FALSE or no output comes. The
// level is the configured one, 0 to 10. (Page: compress-function.)
PENSTOCK_ENTRY_POINT HRESULT WINAPI Compress(IN OUT PVOID context, IN CONST BYTE* input_buffer,
                                             IN LONG input_buffer_size, IN PBYTE output_buffer,
                                             IN LONG output_buffer_size, OUT PLONG input_used,
                                             OUT PLONG output_used, IN INT compression_level);

// The same with an operation; preferred where a library has both. S_FALSE: all input is used and
// all output is out. (Page: compress2-function.)
PENSTOCK_ENTRY_POINT HRESULT WINAPI Compress2(IN OUT PVOID context, IN CONST BYTE* input_buffer,
                                              IN LONG input_buffer_size, IN PBYTE output_buffer,
                                              IN LONG output_buffer_size, OUT PLONG input_used,
                                              OUT PLONG output_used, IN INT compression_level,
                                              IN INT operation);

// Frees a context. (Page: destroycompression-function.)
PENSTOCK_ENTRY_POINT VOID WINAPI DestroyCompression(IN PVOID context);

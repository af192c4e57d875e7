// Entry points of a compression scheme library.
#pragma once

#include "iis/interface.h"

#define IIS_COMPRESSION_OPERATION_PROCESS 0
#define IIS_COMPRESSION_OPERATION_FLUSH 1
#define IIS_COMPRESSION_OPERATION_FINISH 2

PENSTOCK_ENTRY_POINT HRESULT WINAPI InitCompression();
PENSTOCK_ENTRY_POINT VOID WINAPI DeInitCompression();
PENSTOCK_ENTRY_POINT HRESULT WINAPI ResetCompression(IN OUT PVOID context);
PENSTOCK_ENTRY_POINT HRESULT WINAPI CreateCompression(OUT PVOID* context, IN ULONG reserved);
PENSTOCK_ENTRY_POINT HRESULT WINAPI Compress(IN OUT PVOID context, IN CONST BYTE* input_buffer,
                                             IN LONG input_buffer_size, IN PBYTE output_buffer,
                                             IN LONG output_buffer_size, OUT PLONG input_used,
                                             OUT PLONG output_used, IN INT compression_level);
PENSTOCK_ENTRY_POINT HRESULT WINAPI Compress2(IN OUT PVOID context, IN CONST BYTE* input_buffer,
                                              IN LONG input_buffer_size, IN PBYTE output_buffer,
                                              IN LONG output_buffer_size, OUT PLONG input_used,
                                              OUT PLONG output_used, IN INT compression_level,
                                              IN INT operation);
PENSTOCK_ENTRY_POINT VOID WINAPI DestroyCompression(IN PVOID context);

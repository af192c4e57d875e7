// PoolFactory: makes a T in the request's memory for each request. Shared by the modules here.
#pragma once

#include <httpserv.h>

#include <new>

// T derives from PooledModule.
template <typename T>
class PoolFactory final : public IHttpModuleFactory {
 public:
  HRESULT GetHttpModule(CHttpModule** module, IModuleAllocator* allocator) override {
    void* memory = allocator->AllocateMemory(sizeof(T));
    if (memory == nullptr) return HRESULT_FROM_WIN32(ERROR_NOT_ENOUGH_MEMORY);
    *module = new (memory) T;
    return S_OK;
  }

  void Terminate() override { delete this; }
};

// The memory goes with the request: Dispose destroys and frees nothing.
class PooledModule : public CHttpModule {
 public:
  void Dispose() override { this->~PooledModule(); }
};

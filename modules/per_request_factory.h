// The usual factory: makes one module object a request, in the request's own memory, so that a
// request through a built-in module allocates nothing from the heap.
#pragma once

#include <httpserv.h>

#include <new>

namespace penstock::modules {

// A module made by RequestFactory: its memory belongs to the request, so it is only destroyed.
template <typename Module>
class InRequestMemory : public CHttpModule {
 public:
  VOID Dispose() override { static_cast<Module*>(this)->~Module(); }
};

// `Shared` is what all objects of the module share: configuration readers, the server. The factory
// owns it.
template <typename Module, typename Shared>
class RequestFactory final : public IHttpModuleFactory {
 public:
  explicit RequestFactory(const Shared& shared) : shared_(shared) {}

  HRESULT GetHttpModule(CHttpModule** module, IModuleAllocator* allocator) override {
    void* memory = allocator->AllocateMemory(sizeof(Module));
    if (memory == nullptr) {
      return HRESULT_FROM_WIN32(ERROR_NOT_ENOUGH_MEMORY);
    }
    *module = new (memory) Module(shared_);
    return S_OK;
  }

  VOID Terminate() override { delete this; }

 private:
  Shared shared_;
};

}  // namespace penstock::modules

// Included under another spelling.
#pragma once

class Nothing : public CHttpModule {};

class Factory : public IHttpModuleFactory {
  HRESULT GetHttpModule(CHttpModule** module, IModuleAllocator*) override {
    *module = new Nothing;
    return S_OK;
  }
  void Terminate() override { delete this; }
};

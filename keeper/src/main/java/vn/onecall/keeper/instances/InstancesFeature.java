package vn.onecall.keeper.instances;

import com.google.auto.service.AutoService;
import vn.onecall.keeper.features.Feature;
import vn.onecall.keeper.features.FeatureDeclaration;
import vn.onecall.keeper.features.StoredData;

/** The two PostgreSQL instances and the installation that they belong to. */
@AutoService(Feature.class)
public final class InstancesFeature implements Feature {

  @Override
  public FeatureDeclaration declaration() {
    return FeatureDeclaration.of("instances", InstancesFeature.class)
        .stores("main:instances.installation", StoredData.none("the installation's random id"))
        .stores("main:public.onecall_schema_history", StoredData.none("which migrations have run"))
        .stores("keys:instances.installation", StoredData.none("the installation's random id"))
        .stores("keys:public.onecall_schema_history", StoredData.none("which migrations have run"))
        .stores("main/**", StoredData.none("the embedded instance main, whose tables stand above"))
        .stores("keys/**", StoredData.none("the embedded instance keys, whose tables stand above"))
        .stores("postgresql/**", StoredData.none("PostgreSQL's own programs"))
        .stores("{main,keys}.password", StoredData.none("the embedded instances' passwords"))
        .build();
  }
}

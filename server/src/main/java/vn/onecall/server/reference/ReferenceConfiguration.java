package vn.onecall.server.reference;

import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.filter.ShallowEtagHeaderFilter;

/** Gives each look-up an ETag of its content, so that a cache asks again without a transfer. */
@Configuration(proxyBeanMethods = false)
class ReferenceConfiguration {

  @Bean
  FilterRegistrationBean<ShallowEtagHeaderFilter> referenceEtags() {
    FilterRegistrationBean<ShallowEtagHeaderFilter> etags =
        new FilterRegistrationBean<>(new ShallowEtagHeaderFilter());
    etags.addUrlPatterns(ReferenceFeature.ADDRESSES);
    return etags;
  }
}

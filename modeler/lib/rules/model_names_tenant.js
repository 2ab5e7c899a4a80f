'use strict';

module.exports = require('../rules').ruleOf('model_names_tenant');
